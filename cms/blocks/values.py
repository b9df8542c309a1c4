"""What blocks hold, beside their fields: headings with anchors, and lists of which some may be gone or closed."""

from itertools import chain, count

from django.utils.functional import cached_property
from django.utils.text import slugify
from wagtail import blocks
from wagtail.blocks.list_block import ListValue

from web.slugs import spell_umlauts

# Ids of the templates around the body, which a heading must not take.
RESERVED_ANCHORS = (
    "inhalt",
    "menu",
    "glocke",
    "glocke-ansage",
    "auftakt",
    "auf-dieser-seite",
    "in-diesem-bereich",
    "stadt-quartiere",
    "stadt-fakten",
    "stadt-kontakt",
    "stadt-kontakt-titel",
    "stadt-steckbriefe",
    "stadt-erfahrungen",
    "stadt-filme",
    "stadt-dokumente",
    "programm-fakten",
    "programm-karte",
    "programm-phasen",
    "formular",
    "formular-titel",
    "anschrift",
    "naechste-schritte",
    "gut-zu-wissen",
    "lieber-sprechen",
    "womit-andere-kamen",
    "wer-liest",
    "abmelden",
    "themenfelder",
    "rubriken",
    "melden",
    "vereinbarkeit",
    "grenzen",
    "grundlage",
    "schlichtung",
    "gruppen",
    "filme",
    "foerderung",
)


class Titled(blocks.StructValue):
    """A block with a heading and its anchor, which the page lists under "Auf dieser Seite".

    `number_anchors` makes the anchor unique on its page.
    """

    @property
    def title(self):
        return self["title"]

    @cached_property
    def anchor(self):
        words = spell_umlauts(self["title"])
        return slugify(words) or slugify(words, allow_unicode=True) or "abschnitt"


def number_anchors(body):
    """Gives each titled block of a page's body an anchor of its own: "kontakt", "kontakt-2"."""
    taken = set(RESERVED_ANCHORS)
    for value in (block.value for block in body if isinstance(block.value, Titled)):
        others = (f"{value.anchor}-{number}" for number in count(2))
        value.anchor = next(anchor for anchor in chain([value.anchor], others) if anchor not in taken)
        taken.add(value.anchor)


class Listed(blocks.StructValue):
    """A block with a list that editors choose; what was deleted since has left a None in it."""

    # Of the list, what the reader may see, if that is not all of it (cms.blocks.filling).
    shown = None

    @property
    def remaining(self):
        if self.shown is not None:
            return self.shown
        (chosen,) = (value for value in self.values() if isinstance(value, ListValue))
        return [one for one in chosen if one]

    @property
    def is_empty(self):
        return not self.remaining


class TitledList(Titled, Listed):
    """Left out with its heading when nothing remains."""


class Found(Titled):
    """A block that shows pages, cities or news: what the reader may see of them is found for all blocks of a kind at once.

    `shown` and `more_page`, the page to which the heading leads, are set by cms.blocks.filling.
    """

    shown = ()
    more_page = None

    @property
    def is_empty(self):
        return not self.shown


class News(Found):
    # Set by cms.blocks.filling.
    is_beside_events = False
