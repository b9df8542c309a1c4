"""The fact sheets of the library as a reader has chosen them: which, in what order, and what could be chosen instead."""

from dataclasses import dataclass, replace

from django.utils.functional import cached_property

from cms import limits
from cms.library.facets import KINDS, build_facets
from cms.library.rows import find_rows
from cms.library.search import SearchForm, rank_sheets
from cms.library.selection import MAP_ONLY, Order, Selection
from cms.pages.base import in_order
from drawings.bwmap import Place
from vocabulary.models import Municipality


@dataclass(frozen=True)
class Chip:
    """Something chosen; `query` is the address without it. `slug` is of a fact sheet to be compared."""

    title: str
    query: str
    slug: str = ""


@dataclass(frozen=True)
class Tray:
    """What is to be put side by side."""

    entries: list
    has_too_many: bool

    @property
    def free(self):
        return limits.COMPARED - len(self.entries)


class Catalogue:
    """`sheets`: all below the page `parent` that the reader may open."""

    most_choices = limits.CHOICES

    def __init__(self, sheets, parent, request):
        self.sheets, self.request = sheets, request
        self.form = SearchForm({"q": request.GET.get("q", "")})
        self.text = self.form.cleaned_data["q"] if self.form.is_valid() else ""
        asked = Selection.from_query(request.GET, [kind.name for kind in KINDS])
        self.is_cut = asked.is_cut
        self.usual = Order.RELEVANCE if self.text else Order.TOWN
        order = asked.order if self.text or asked.order != Order.RELEVANCE else ""
        self.order = Order(order or self.usual)
        order = "" if self.order == self.usual else order
        known = find_rows(sheets, parent, request, self.order)
        self.rows = known.rows
        ranks, self.is_exact = rank_sheets(sheets, self.text) if self.text else ({}, True)
        self.facets, found = build_facets(known.indexes, self.mark_ranked(ranks) if self.text else -1, asked)
        self.found = [row for place, row in enumerate(self.rows) if found >> place & 1]
        if self.order == Order.RELEVANCE:
            self.found.sort(key=lambda row: -ranks[row["pk"]])
        chosen = tuple((facet.name, value) for facet in self.facets for value in facet.chosen)
        comparable = [slug for slug in asked.compared if slug in self.titles]
        self.has_too_many = len(comparable) > limits.COMPARED
        compared = tuple(comparable[: limits.COMPARED])
        self.selection = asked.but(text=self.text, order=order, chosen=chosen, compared=compared)

    def mark_ranked(self, ranks):
        """Which rows have a rank, in bits."""
        return sum(1 << place for place, row in enumerate(self.rows) if row["pk"] in ranks)

    @cached_property
    def titles(self):
        return {row["slug"]: row["title"] for row in self.rows}

    @property
    def tray(self):
        compared = self.selection.compared
        entries = [
            Chip(
                self.titles[slug],
                self.selection.but(compared=tuple(one for one in compared if one != slug)).query,
                slug,
            )
            for slug in compared
        ]
        return Tray(entries, self.has_too_many)

    @property
    def is_chosen(self):
        return bool(self.text or self.selection.chosen)

    @property
    def orders(self):
        """(value, label) of those that can be chosen: by relevance only what has been searched.

        The usual one has no value, so that a search comes in another order than the list before it.
        """
        shown = [order for order in Order if self.text or order != Order.RELEVANCE]
        return [("" if order == self.usual else order.value, order.label) for order in shown]

    @property
    def hints(self):
        return [facet for facet in self.facets if facet.unknown]

    @property
    def chips(self):
        chosen = self.selection
        first = [Chip(f"„{self.text}“", chosen.but(text="").query)] if self.text else []
        return first + [
            Chip(facet.titles[value], chosen.without(facet.name, value).query)
            for facet in self.facets
            for value in facet.chosen
        ]

    @property
    def reset_query(self):
        return Selection(view=self.selection.view, compared=self.selection.compared).query

    @property
    def list_query(self):
        return self.selection.but(view="").query

    @property
    def map_query(self):
        return self.selection.but(view=MAP_ONLY).query

    @property
    def export_query(self):
        return self.selection.but(compared=(), view="").query

    @cached_property
    def places(self):
        """All towns on the map, with the numbers of what is found; each leads to what of it comes from there."""
        numbers = {}
        for row in self.found:
            numbers[row["municipality"]] = numbers.get(row["municipality"], 0) + 1
        towns = Municipality.objects.filter(pk__in={row["municipality"] for row in self.rows})
        return tuple(
            replace(
                Place.of(town, href=self.request.path + self.selection.only("stadt", town.slug).query),
                count=numbers.get(town.pk, 0),
            )
            for town in towns.select_related("programme")
        )

    def fetch(self, rows):
        """The fact sheets of some rows, with all that lists show, in their order."""
        return in_order(self.sheets.with_rows(), [row["pk"] for row in rows])
