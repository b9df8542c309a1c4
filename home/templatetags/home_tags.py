from django import template
from django.template.loader import render_to_string
from wagtail.models import Page

from caching.results import get_or_compute
from cms.access import get_closed_paths, open_to
from cms.indexes import find_index
from cms.models import EventPage, EventSignUp, NewsIndexPage
from cms.pages.news import KINDS, describe_rows, find_news

register = template.Library()


@register.simple_tag(takes_context=True)
def brief_news(context, count):
    """The newest news, press releases, events and fact sheets that the reader may open, at most `count`."""
    request = context["request"]

    def render():
        rows = describe_rows(find_news(request, KINDS)[:count])
        return render_to_string("home/components/brief_news.html", {"rows": rows}, request)

    key = "brief news", count, request.get_host(), get_closed_paths(request)
    return get_or_compute(key, render, request, for_moment=True)


@register.simple_tag(takes_context=True)
def news_index(context):
    """The page with all of them, or None."""
    return find_index(NewsIndexPage, context["request"])


@register.simple_tag(takes_context=True)
def open_links(context, links):
    """Those of the blocks with a `page` whose page is published and open to the reader, as (label, page, fragment).

    One to an event leads to its sign-up, and is gone when the event is over or cancelled.
    """
    chosen = [link["page"].pk for link in links if link["page"]]
    pages = Page.objects.live().filter(open_to(context["request"])).select_related("eventpage")
    found = pages.in_bulk(chosen)
    shown = [(link["label"], found.get(link["page"] and link["page"].pk)) for link in links]
    events = [(label, page, getattr(page, "eventpage", None)) for label, page in shown if page]
    return [
        (label, page, "#anmeldung" if event and event.registration_is_open else "")
        for label, page, event in events
        if not (event and (event.is_over or event.is_cancelled))
    ]


@register.simple_tag
def own_sign_ups(user):
    """To events that are not over: where the user has a place or is on the waiting list, the next one first."""
    events = EventPage.objects.live().upcoming()
    mine = EventSignUp.objects.of(user).active().filter(event__in=events)
    return mine.select_related("event").order_by("event__start", "pk")
