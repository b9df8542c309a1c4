from django import template
from wagtail.models import Page, Site

from cms.models import StandardPage
from drawings.bwmap import Place
from vocabulary.models import Programme

register = template.Library()


@register.simple_tag(takes_context=True)
def news(context, count):
    """The newest pages that editors have marked for "Aktuelles", at most `count`."""
    site = Site.find_for_request(context["request"])
    pages = StandardPage.objects.live().public().filter(is_news=True, first_published_at__isnull=False)
    return pages.descendant_of(site.root_page).order_by("-first_published_at")[:count]


@register.simple_tag
def programmes():
    return list(Programme.objects.prefetch_related("municipalities"))


@register.simple_tag
def map_places(programmes):
    """A Place for each of the programmes' municipalities, linked to its entry in the list beside the map."""
    return tuple(
        Place.of(town, href=f"#karte-{town.slug}")
        for programme in programmes
        for town in programme.municipalities.all()
    )


@register.simple_tag
def crumbs(page):
    """The pages above this one, from the start page down."""
    return Page.objects.ancestor_of(page).filter(depth__gt=1).live()
