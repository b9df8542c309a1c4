from django import template

from cms.access import open_to

register = template.Library()


@register.simple_tag(takes_context=True)
def subpages(context, page):
    """The published pages directly below this one that editors show in menus and the reader may open, in their order."""
    return page.get_children().live().filter(open_to(context["request"])).in_menu()
