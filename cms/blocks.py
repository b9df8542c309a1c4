"""StreamField blocks of editorial pages; each has a template in templates/cms/blocks/."""

from itertools import chain, count

from django.utils.functional import cached_property
from django.utils.text import slugify
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from web.slugs import spell_umlauts

RICH_TEXT = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


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


class Chosen(blocks.StructValue):
    """A block with a list that editors choose; what was deleted since has left a None in it."""

    # What the reader may not open (cms.access.leave_out_closed).
    closed = frozenset()

    @property
    def remaining(self):
        (chosen,) = (value for value in self.values() if isinstance(value, ListValue))
        return [one for one in chosen if one and one not in self.closed]

    @property
    def is_empty(self):
        return not self.remaining


class TitledList(Titled, Chosen):
    """Left out with its heading when nothing remains."""


class ChosenGroup(blocks.StructValue):
    @property
    def is_empty(self):
        """Also for a group that is not for everyone: visitors cannot ask to join it."""
        return not (self["group"] and self["group"].is_listed)


class HeadingBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Überschrift", max_length=120)

    class Meta:
        template = "cms/blocks/heading.html"
        icon = "title"
        label = "Überschrift"
        value_class = Titled


class DocumentsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Überschrift", default="Dokumente")
    documents = blocks.ListBlock(DocumentChooserBlock(label="Dokument"), label="Dokumente")

    class Meta:
        template = "cms/blocks/documents.html"
        icon = "doc-full"
        label = "Dokumente"
        value_class = TitledList


class LinksBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Überschrift", default="Externe Links")
    links = blocks.ListBlock(SnippetChooserBlock("cms.ExternalLink", label="Link"), label="Links")

    class Meta:
        template = "cms/blocks/links.html"
        icon = "link-external"
        label = "Externe Links"
        value_class = TitledList


class PartnersBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Überschrift", default="Partner")
    partners = blocks.ListBlock(blocks.CharBlock(label="Name"), label="Partner")

    class Meta:
        template = "cms/blocks/partners.html"
        icon = "group"
        label = "Partner"
        value_class = TitledList


class ContactBlock(blocks.StructBlock):
    role = blocks.CharBlock(label="Ansprechstelle")
    email = blocks.EmailBlock(label="E-Mail-Adresse")

    class Meta:
        template = "cms/blocks/contact.html"
        icon = "mail"
        label = "Kontakt"


class ReportBlock(blocks.StructBlock):
    email = blocks.EmailBlock(label="E-Mail-Adresse")

    class Meta:
        template = "cms/blocks/report.html"
        icon = "warning"
        label = "Inhalte melden"


class ClipsBlock(blocks.StructBlock):
    clips = blocks.ListBlock(SnippetChooserBlock("cms.Clip", label="Film oder Clip"), label="Filme und Clips")

    class Meta:
        template = "cms/blocks/clips.html"
        icon = "media"
        label = "Filme und Clips"
        value_class = Chosen


class FundingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label="Förderhinweis", max_length=250)

    class Meta:
        template = "cms/blocks/funding.html"
        icon = "pick"
        label = "Förderhinweis"


class GroupBlock(blocks.StructBlock):
    """A group with a link to its join page. A pasted invitation link would stop working when it is revoked."""

    text = blocks.CharBlock(label="Satz davor", max_length=250, required=False)
    group = SnippetChooserBlock("groups.Group", label="Gruppe")

    class Meta:
        template = "cms/blocks/group.html"
        icon = "group"
        label = "Gruppe"
        value_class = ChosenGroup


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="Zitat", max_length=500, help_text="Ohne Anführungszeichen.")
    person = blocks.CharBlock(label="Wer", max_length=100, required=False)
    role = blocks.CharBlock(label="Funktion", max_length=150, required=False)

    class Meta:
        template = "cms/blocks/quote.html"
        icon = "openquote"
        label = "Zitat"


class BodyBlock(blocks.StreamBlock):
    text = blocks.RichTextBlock(label="Text", features=RICH_TEXT, template="cms/blocks/text.html")
    heading = HeadingBlock()
    documents = DocumentsBlock()
    links = LinksBlock()
    partners = PartnersBlock()
    group = GroupBlock()
    contact = ContactBlock()
    report = ReportBlock()
    clips = ClipsBlock()
    funding = FundingBlock()
    quote = QuoteBlock()


# Those that begin with a heading of their own.
SECTIONS = {"heading", "documents", "links", "partners", "group", "contact", "report"}


def leave_out_empty(body):
    """The blocks without those of which nothing remains, and without headings below which nothing remains of them."""
    shown, below = [], ""
    for block in reversed(body):
        if getattr(block.value, "is_empty", False):
            below = below or "gone"
        elif block.block_type == "heading" and below == "gone":
            below = ""
        else:
            shown.append(block)
            below = "" if block.block_type in SECTIONS else "there"
    return shown[::-1]
