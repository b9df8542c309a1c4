from django import template

register = template.Library()


@register.simple_tag
def subpages(page):
    """The published pages directly below this one that editors show in menus, in their order."""
    return page.get_children().live().public().in_menu()
