"""What a reader has chosen in the library, as it stands in the address: `?q=hitze&themenfeld=klima&stadt=ulm&…`."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import F, TextChoices

from cms import limits


class Order(TextChoices):
    RELEVANCE = "relevanz", "Passendes zuerst"
    NEWEST = "neu", "Neueste zuerst"
    TOWN = "stadt", "Stadt A–Z"
    REVIEWED = "geprueft", "Zuletzt geprüft"

    @property
    def fields(self):
        """By relevance only what has been found has an order; the library sorts it."""
        first = {
            Order.NEWEST: [F("first_published_at").desc(nulls_last=True)],
            Order.REVIEWED: [F("last_reviewed").desc(nulls_last=True)],
        }
        return [*first.get(self, []), "municipality__title", "title", "pk"]


MAP_ONLY = "karte"


@dataclass(frozen=True)
class Selection:
    """`chosen`: (name of a facet, value) pairs; `compared`: the slugs of the fact sheets to be put side by side."""

    text: str = ""
    chosen: tuple = ()
    order: str = ""
    view: str = ""
    compared: tuple = ()
    is_cut: bool = False

    @classmethod
    def from_query(cls, query, names):
        """Of a QueryDict; `names` are those of the facets. Values that mean nothing are left out or, of facets, kept."""
        pairs = [(name, value) for name in names for value in unique(query.getlist(name)) if value]
        order, view = query.get("sortierung", ""), query.get("ansicht", "")
        return cls(
            chosen=tuple(pairs[: limits.CHOICES]),
            order=order if order in Order.values else "",
            view=view if view == MAP_ONLY else "",
            compared=tuple(unique(query.getlist("steckbrief"))[: limits.COMPARED_READ]),
            is_cut=len(pairs) > limits.CHOICES,
        )

    def values(self, name):
        return [value for facet, value in self.chosen if facet == name]

    def without(self, name, value):
        return replace(self, chosen=tuple(pair for pair in self.chosen if pair != (name, value)))

    def only(self, name, value):
        """With this one value of the facet."""
        others = tuple(pair for pair in self.chosen if pair[0] != name)
        return replace(self, chosen=(*others, (name, value)))

    def but(self, **changes):
        return replace(self, **changes)

    @property
    def query(self):
        """For an address, with a question mark if there is something to say; always in the same order."""
        look = [("sortierung", self.order), ("ansicht", self.view)]
        compared = [("steckbrief", slug) for slug in self.compared]
        found = urlencode([pair for pair in [("q", self.text), *self.chosen, *look, *compared] if pair[1]])
        return f"?{found}" if found else ""


def unique(values):
    return list(dict.fromkeys(values))
