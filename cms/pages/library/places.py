"""Municipalities with the addresses of their pages, for every map and the list beside it."""

from dataclasses import dataclass

from django.db.models import Count, F, Q
from wagtail.models import Page

from caching.results import get_or_compute
from cms.access import cache_on_request, get_closed_paths, open_to
from cms.pages.library.fact_sheet import FactSheetPage
from drawings.bwmap import Place
from vocabulary.models import Municipality, Programme


@dataclass(frozen=True)
class Town:
    """`url` is "" without a page that the reader may open; `count` is of the fact sheets that they may open."""

    municipality: Municipality
    url: str
    count: int
    map_id: str

    @property
    def anchor(self):
        """Of its entry in the list, to which the map leads without a page."""
        return f"{self.map_id}-{self.municipality.slug}"

    @property
    def place(self):
        return Place.of(self.municipality, href=self.url or f"#{self.anchor}")


@dataclass(frozen=True)
class MappedProgramme:
    """`programme` is None for towns that take part in none."""

    programme: Programme | None
    url: str
    towns: list[Town]

    @property
    def title(self):
        return self.programme.title if self.programme else "Außerhalb der Programme"

    @property
    def has_towns_only(self):
        return all(town.municipality.is_town for town in self.towns)

    @property
    def count(self):
        """Of the fact sheets of all its towns."""
        return sum(town.count for town in self.towns)


class Mapper:
    """Knows addresses and numbers of all municipalities: as many queries for many as for one.

    `map_id` tells several maps of a page apart.
    """

    def __init__(self, request):
        urls = get_urls(request)
        self.cities, self.pages = urls["municipality"], urls["programme"]
        self.numbers = count_fact_sheets(request)

    def map_programme(self, programme, municipalities, map_id="karte"):
        towns = [
            Town(town, self.cities.get(town.pk, ""), self.numbers.get(town.pk, 0), map_id)
            for town in municipalities
        ]
        return MappedProgramme(programme, self.pages.get(programme.pk, "") if programme else "", towns)


def map_programmes(programmes, request):
    """A MappedProgramme for each."""
    mapper = Mapper(request)
    return [
        mapper.map_programme(one, one.municipalities.all())
        for one in programmes.prefetch_related("municipalities")
    ]


def map_choices(choices, request):
    """A list of MappedProgramme for each of (map_id, keys of programmes or None for all, municipalities).

    The municipalities stand with their programme; of a programme that is chosen, all do.
    """
    mapper, programmes = Mapper(request), list(Programme.objects.prefetch_related("municipalities"))
    for map_id, keys, municipalities in choices:
        mapped = [
            mapper.map_programme(programme, choose_towns(programme, keys, municipalities), map_id)
            for programme in programmes
        ]
        without = [town for town in municipalities if not town.programme_id]
        yield [one for one in [*mapped, mapper.map_programme(None, without, map_id)] if one.towns]


def choose_towns(programme, keys, municipalities):
    if keys is None or programme.pk in keys:
        return programme.municipalities.all()
    towns = [town for town in municipalities if town.programme_id == programme.pk]
    for town in towns:
        town.programme = programme
    return towns


def get_urls(request):
    """{"municipality": {key: address}, "programme": …} of the pages about them that the reader may open."""
    key = "urls of places", get_closed_paths(request)
    return cache_on_request(
        request, "urls of places", lambda _: get_or_compute(key, lambda: find_urls(request), request)
    )


def find_urls(request):
    subjects = {"municipality": F("citypage__municipality"), "programme": F("programmepage__programme")}
    about_one = Q(municipality__isnull=False) | Q(programme__isnull=False)
    pages = list(Page.objects.live().filter(open_to(request)).annotate(**subjects).filter(about_one))
    return {
        name: {key: page.get_url(request) for page in pages if (key := getattr(page, name))}
        for name in subjects
    }


def count_fact_sheets(request):
    """How many fact sheets the reader may open, by the key of the municipality."""
    sheets = FactSheetPage.objects.shown_to(request).order_by()
    return dict(sheets.values_list("municipality").annotate(Count("pk")))
