"""A page of the site on pages of other apps, as far as the reader may open it."""

from django import template
from wagtail.models import Page

from cms.access import open_to
from cms.indexes import find_index
from cms.models import CommunityPage

register = template.Library()


@register.inclusion_tag("cms/components/page_card.html", takes_context=True)
def page_card(context, pk):
    """Title, introduction and link of the page with this number; nothing if the reader may not open it."""
    request = context["request"]
    known = Page.objects.live().filter(open_to(request))
    page = known.filter(pk=pk).specific().first() if str(pk or "").isdecimal() else None
    return {
        "page": page,
        "url": page.get_url(request) if page else "",
        "kind": page._meta.verbose_name if page else "",
    }


@register.simple_tag(takes_context=True)
def community_url(context):
    """The address of the page that tells of all groups and the ways in, or ""."""
    request = context["request"]
    page = find_index(CommunityPage, request)
    return page.get_url(request) if page else ""
