from wagtail.models import Page


def find_above(page):
    """The published pages above this one, from the start page down; asked once for the head and the body of a page."""
    if not hasattr(page, "pages_above"):
        page.pages_above = list(Page.objects.ancestor_of(page).filter(depth__gt=1).live())
    return page.pages_above
