from django import template

from cms.access import open_to
from cms.usage import find_shown, find_usage

register = template.Library()


@register.simple_tag(takes_context=True)
def subpages(context, page):
    """The published pages directly below this one that editors show in menus and the reader may open, in their order."""
    return page.get_children().live().filter(open_to(context["request"])).in_menu()


@register.simple_tag(takes_context=True)
def usage_of_shown(context):
    """Where the object of a template of Wagtail's is used."""
    return find_usage(find_shown(context), context["request"].user)


@register.simple_tag(takes_context=True)
def usage_of(context, used):
    """Where an object is used."""
    return find_usage(used, context["request"].user)
