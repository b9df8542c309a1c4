from django import template
from wagtail.models import Page

from cms.access import open_to
from cms.models import NewsIndexPage
from cms.pages.news import KINDS, describe_rows, find_news

register = template.Library()


@register.simple_tag(takes_context=True)
def news(context, count):
    """The newest news, press releases, events and fact sheets that the reader may open, at most `count`."""
    return describe_rows(find_news(context["request"], KINDS)[:count])


@register.simple_tag(takes_context=True)
def news_index(context):
    """The page with all of them, or None."""
    return NewsIndexPage.objects.live().filter(open_to(context["request"])).first()


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
def crumbs(page):
    """The pages above this one, from the start page down."""
    return Page.objects.ancestor_of(page).filter(depth__gt=1).live()
