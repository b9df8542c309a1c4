from django import template

from forum.frames import html

register = template.Library()


@register.simple_tag
def post_frame(post):
    """A post with its thread and `own`, what the reader has at it."""
    return html.render_post(post.thread, post, post.own)


@register.simple_tag
def person_frame(person):
    return html.render_person(person)


@register.simple_tag
def thread_frame(thread):
    return html.render_row(thread)
