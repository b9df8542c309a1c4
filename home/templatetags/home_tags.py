from django import template
from wagtail.models import Page, Site

from cms.access import open_to
from cms.models import StandardPage
from drawings.bwmap import Place
from vocabulary.models import Programme

register = template.Library()


@register.simple_tag(takes_context=True)
def news(context, count):
    """The newest pages that editors have marked for "Aktuelles" and the reader may open, at most `count`."""
    site = Site.find_for_request(context["request"])
    pages = StandardPage.objects.live().filter(open_to(context["request"]))
    pages = pages.filter(is_news=True, first_published_at__isnull=False)
    return pages.descendant_of(site.root_page).order_by("-first_published_at")[:count]


@register.simple_tag(takes_context=True)
def open_pages(context, pages):
    """Those of the chosen pages that are published and that the reader may open, each as its own type, in their order."""
    found = {page.pk: page for page in find_open(context, pages).specific()}
    return [found[page.pk] for page in pages if page and page.pk in found]


@register.simple_tag(takes_context=True)
def open_links(context, links):
    """Those of the blocks with a `page` whose page is published and open to the reader."""
    found = set(find_open(context, [link["page"] for link in links]).values_list("pk", flat=True))
    return [link for link in links if link["page"] and link["page"].pk in found]


def find_open(context, pages):
    chosen = Page.objects.filter(pk__in=[page.pk for page in pages if page])
    return chosen.live().filter(open_to(context["request"]))


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
