"""The filters of the library, with how many fact sheets would be left by each of their values.

Inside a facet the chosen values are joined by "or", facets by "and"; so a value's number counts what the search and all
other facets leave. Each value holds a whole number in which bit n says whether row n has it: joining and counting are
then a few operations on numbers, and all facets together cost the one query that brings the rows. `django-filter`
narrows a queryset and does not count: each facet would ask the database once more, with all others joined; and for one
value that does not exist it drops a whole filter.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_

from cms import limits
from cms.pages.library.fact_sheet import BudgetClass, Status
from vocabulary.models import SizeClass, TargetGroup, ThemeField


@dataclass(frozen=True)
class Kind:
    """`read` gives the keys of a row; `list_titles`, of the rows and the keys in them, {key: title} as they are shown."""

    name: str
    title: str
    read: Callable[[dict], Iterable]
    list_titles: Callable[[list, Iterable], dict]
    is_open: bool = False


@dataclass(frozen=True)
class Relation:
    """A Kind whose values are rows of a model; `column` holds their primary keys."""

    name: str
    title: str
    column: str
    model: type
    is_open: bool = False

    def read(self, row):
        return row[self.column]


@dataclass(frozen=True)
class Value:
    key: str
    title: str
    number: int
    is_chosen: bool


class Index:
    """Those values of a Kind that occur in some row: `bits` of a value says in which, `titles` how it is shown."""

    def __init__(self, kind, rows):
        self.kind = kind
        self.bits = collect_bits(kind.read, rows)
        if isinstance(kind, Relation):
            known = list(kind.model.objects.all())
            self.bits = {one.slug: self.bits[one.pk] for one in known if one.pk in self.bits}
            titles = {one.slug: one.title for one in known}
        else:
            titles = kind.list_titles(rows, self.bits)
        self.titles = {key: title for key, title in titles.items() if key in self.bits}


class Facet:
    """An Index with what the reader has chosen of it; `unknown` are chosen values that do not occur."""

    def __init__(self, index, wanted):
        self.kind, self.name, self.title = index.kind, index.kind.name, index.kind.title
        self.bits, self.titles = index.bits, index.titles
        self.chosen = [key for key in wanted if key in self.titles]
        self.unknown = [key for key in wanted if key not in self.titles]
        self.values = []

    @property
    def is_open(self):
        return self.kind.is_open or bool(self.chosen or self.unknown)

    @property
    def matching(self):
        """-1 has every bit."""
        return reduce(or_, (self.bits[key] for key in self.chosen)) if self.chosen else -1

    def count(self, others):
        """`others`: which rows the search and the other facets leave."""
        self.values = [
            Value(key, title, (self.bits[key] & others).bit_count(), key in self.chosen)
            for key, title in self.titles.items()
        ]


def collect_bits(read, rows):
    bits = {}
    for place, row in enumerate(rows):
        for key in read(row):
            bits[key] = bits.get(key, 0) | 1 << place
    return bits


def build_facets(indexes, searched, selection):
    """(the facets, which rows are left by all); `searched`: which rows the search has found."""
    facets = [Facet(index, selection.values(index.kind.name)) for index in indexes]
    matching = [facet.matching for facet in facets]
    for place, facet in enumerate(facets):
        facet.count(reduce(and_, matching[:place] + matching[place + 1 :], searched))
    return [facet for facet in facets if facet.values or facet.unknown], reduce(and_, matching, searched)


def one(name):
    return lambda row: [row[name]] if row[name] else []


def list_choices(choices):
    return lambda *_: dict(choices.choices)


def list_titles_beside(slug, title):
    """Of what rows name themselves, by title."""
    return lambda rows, _: dict(
        sorted({row[slug]: row[title] for row in rows if row[slug]}.items(), key=lambda item: item[1])
    )


def read_years(row):
    """Those in which it ran, as far as it has begun and not ended; none without a beginning."""
    if not row["period_start"]:
        return []
    first = row["period_start"].year
    last = max(first, (row["period_end"] or date.today()).year)
    return map(str, range(max(first, last - limits.PERIOD_YEARS + 1), last + 1))


def list_years(_, years):
    return {year: year for year in sorted(years, reverse=True)}


OFFERS = {"besuch": "lädt zum Besuch ein", "gespraech": "bietet ein Gespräch an"}


def read_offers(row):
    return [key for key, has in zip(OFFERS, (row["offers_visit"], row["offers_talk"]), strict=True) if has]


KINDS = (
    Relation("themenfeld", "Themenfeld", "themes", ThemeField, is_open=True),
    Kind(
        "groesse", "Größe der Stadt", one("municipality__size_class"), list_choices(SizeClass), is_open=True
    ),
    Kind("stand", "Stand", one("status"), list_choices(Status)),
    Kind("aufwand", "Aufwand", one("budget_class"), list_choices(BudgetClass)),
    Relation("zielgruppe", "Zielgruppe", "targets", TargetGroup),
    Kind(
        "stadt",
        "Stadt oder Gemeinde",
        one("municipality__slug"),
        list_titles_beside("municipality__slug", "municipality__title"),
    ),
    Kind(
        "programm",
        "Programm",
        one("programme__slug"),
        list_titles_beside("programme__slug", "programme__title"),
    ),
    Kind("jahr", "Zeitraum", read_years, list_years),
    Kind(
        "vorlage",
        "Vorlagen",
        lambda row: ["ja"] if row["has_template"] else [],
        lambda *_: {"ja": "mit Vorlage zum Nachnutzen"},
    ),
    Kind("angebot", "Besuch und Gespräch", read_offers, lambda *_: OFFERS),
)
