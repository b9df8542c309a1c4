from django import template

from forum import frames

register = template.Library()


@register.simple_tag
def post_frame(post):
    """A post with its thread and `own`, what the reader has at it."""
    return frames.render_post(post.thread, post, post.own)


@register.simple_tag
def thread_frame(thread):
    return frames.render_row(thread)
