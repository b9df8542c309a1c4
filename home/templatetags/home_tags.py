from django import template
from wagtail.models import Page

from cms.access import open_to
from cms.models import EventPage, EventSignUp
from cms.pages.news import KINDS, describe_rows, find_news

register = template.Library()


@register.simple_tag(takes_context=True)
def news(context, count):
    """The newest news, press releases, events and fact sheets that the reader may open, at most `count`."""
    return describe_rows(find_news(context["request"], KINDS)[:count])


@register.simple_tag(takes_context=True)
def open_links(context, links):
    """Those of the blocks with a `page` whose page is published and open to the reader."""
    chosen = Page.objects.filter(pk__in=[link["page"].pk for link in links if link["page"]])
    found = set(chosen.live().filter(open_to(context["request"])).values_list("pk", flat=True))
    return [link for link in links if link["page"] and link["page"].pk in found]


@register.simple_tag
def own_sign_ups(user):
    """To events that are not over: where the user has a place or is on the waiting list, the next one first."""
    events = EventPage.objects.live().upcoming()
    mine = EventSignUp.objects.of(user).active().filter(event__in=events)
    return mine.select_related("event").order_by("event__start", "pk")


@register.simple_tag
def crumbs(page):
    """The pages above this one, from the start page down."""
    return Page.objects.ancestor_of(page).filter(depth__gt=1).live()
