"""Lists in pages: the number of the page is `seite` in the address (templates/components/pages.html)."""

from django.core.paginator import Paginator


def get_page(request, rows, per_page):
    """The Page of a queryset or list that the address asks for; a number that does not exist gives the nearest one.

    The request remembers it as `list_page`, for the page's canonical address.
    """
    page = Paginator(rows, per_page).get_page(request.GET.get("seite"))
    request.list_page = page.number
    return page
