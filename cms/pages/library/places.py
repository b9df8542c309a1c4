"""Municipalities with the addresses of their pages, for every map and the list beside it."""

from dataclasses import dataclass

from django.db.models import Count, F
from wagtail.models import Page

from cms.access import open_to
from cms.pages.library.fact_sheet import FactSheetPage
from drawings.bwmap import Place
from vocabulary.models import Municipality, Programme


@dataclass(frozen=True)
class Town:
    """`url` is "" without a page that the reader may open; `count` is of the fact sheets that they may open."""

    municipality: Municipality
    url: str
    count: int

    @property
    def anchor(self):
        """Of its entry in the list, to which the map leads without a page."""
        return f"karte-{self.municipality.slug}"

    @property
    def place(self):
        return Place.of(self.municipality, href=self.url or f"#{self.anchor}")


@dataclass(frozen=True)
class MappedProgramme:
    programme: Programme
    url: str
    towns: list[Town]

    @property
    def has_towns_only(self):
        return all(town.municipality.is_town for town in self.towns)

    @property
    def count(self):
        """Of the fact sheets of all its towns."""
        return sum(town.count for town in self.towns)


def map_programmes(programmes, request):
    """A MappedProgramme for each; as many queries for many municipalities as for one."""
    cities, pages = find_city_urls(request), find_urls("programmepage__programme", request)
    numbers = count_fact_sheets(request)

    def make_town(municipality):
        key = municipality.pk
        return Town(municipality, url=cities.get(key, ""), count=numbers.get(key, 0))

    return [
        MappedProgramme(one, pages.get(one.pk, ""), [make_town(town) for town in one.municipalities.all()])
        for one in programmes.prefetch_related("municipalities")
    ]


def find_city_urls(request):
    """The addresses of the city pages that the reader may open, by the key of the municipality; asked once a request."""
    if not hasattr(request, "city_urls"):
        request.city_urls = find_urls("citypage__municipality", request)
    return request.city_urls


def find_urls(subject, request):
    pages = Page.objects.live().filter(open_to(request)).annotate(subject=F(subject))
    return {page.subject: page.get_url(request) for page in pages.exclude(subject=None)}


def count_fact_sheets(request):
    """How many fact sheets the reader may open, by the key of the municipality."""
    sheets = FactSheetPage.objects.shown_to(request).order_by()
    return dict(sheets.values_list("municipality").annotate(Count("pk")))
