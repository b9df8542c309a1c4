"""Blocks of what the site has besides: editors choose it, or it comes by itself."""

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms import limits
from cms.blocks.samples import SampledBlock, newest
from cms.blocks.values import Found, News, TitledList

GROUP = "Listen und Karte"


def make_title_block(title=""):
    return blocks.CharBlock(label="Überschrift", max_length=120, **({"default": title} if title else {}))


class DocumentsBlock(SampledBlock):
    title = blocks.CharBlock(label="Überschrift", default="Dokumente")
    documents = blocks.ListBlock(
        DocumentChooserBlock(label="Dokument"),
        label="Dokumente",
        help_text="Ein neues laden Sie beim Auswählen hoch.",
    )

    class Meta:
        template = "cms/blocks/documents.html"
        icon = "doc-full"
        label = "Dokumente"
        group = GROUP
        description = "Dateien zum Herunterladen, mit Art, Größe und Stand."
        value_class = TitledList

    def make_sample(self):
        return {"documents": newest("cms.EditorialDocument", 2)}


class LinksBlock(SampledBlock):
    title = blocks.CharBlock(label="Überschrift", default="Externe Links")
    links = blocks.ListBlock(
        SnippetChooserBlock("cms.ExternalLink", label="Link"),
        label="Links",
        help_text="Sie stehen auch in der Liste der externen Links.",
    )

    class Meta:
        template = "cms/blocks/links.html"
        icon = "link-external"
        label = "Externe Links"
        group = GROUP
        description = "Links zu anderen Websites, mit dem Namen der Website und einer Beschreibung."
        value_class = TitledList

    def make_sample(self):
        return {"links": newest("cms.ExternalLink", 2)}


class FactSheetsBlock(SampledBlock):
    title = make_title_block("Steckbriefe")
    sheets = blocks.ListBlock(
        blocks.PageChooserBlock(label="Steckbrief", page_type="cms.FactSheetPage"),
        label="Steckbriefe",
        help_text="Steckbriefe für Mitglieder sehen nur Angemeldete.",
    )

    class Meta:
        template = "cms/blocks/fact_sheets.html"
        icon = "doc-full-inverse"
        label = "Steckbriefe"
        group = GROUP
        description = "Steckbriefe, die Sie auswählen, wie in der Bibliothek."
        value_class = Found

    def make_sample(self):
        return {"sheets": newest("cms.FactSheetPage", 2)}


class EventsBlock(SampledBlock):
    title = make_title_block("Veranstaltungen")
    events = blocks.ListBlock(
        blocks.PageChooserBlock(label="Veranstaltung", page_type="cms.EventPage"),
        label="Veranstaltungen",
        default=[],
        help_text="Ohne Auswahl stehen hier von selbst die nächsten.",
    )
    count = blocks.IntegerBlock(
        label="Anzahl",
        min_value=1,
        max_value=limits.ENTRIES_OF_BLOCK,
        default=limits.ENTRIES_BY_DEFAULT,
        help_text="Wie viele der nächsten, wenn Sie keine auswählen.",
    )

    class Meta:
        template = "cms/blocks/events.html"
        icon = "date"
        label = "Veranstaltungen"
        group = GROUP
        description = (
            "Die nächsten Termine, oder solche, die Sie auswählen; direkt nach „Aktuelles“: daneben."
        )
        value_class = Found

    def make_sample(self):
        return {"events": newest("cms.EventPage", 2)}


class NewsBlock(SampledBlock):
    title = make_title_block("Aktuelles")
    count = blocks.IntegerBlock(
        label="Anzahl",
        min_value=1,
        max_value=limits.ENTRIES_OF_BLOCK,
        default=limits.ENTRIES_BY_DEFAULT,
        help_text="Die neuesten Nachrichten, Presseinformationen, Veranstaltungen und Steckbriefe.",
    )

    class Meta:
        template = "cms/blocks/news.html"
        icon = "history"
        label = "Aktuelles"
        group = GROUP
        description = "Das Neueste, von selbst aktuell; neben Veranstaltungen ohne diese."
        value_class = News

    def make_sample(self):
        return {}


class TilesBlock(SampledBlock):
    title = make_title_block()
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(label="Seite"),
        label="Seiten",
        help_text="Jede mit ihrem Titel und ihrer Einleitung.",
    )

    class Meta:
        template = "cms/blocks/tiles.html"
        icon = "list-ul"
        label = "Wegweiser"
        group = GROUP
        description = "Seiten, zu denen es weitergeht, mit Zeichen und Einleitung."
        value_class = Found

    def make_sample(self):
        return {"title": "Was Sie hier finden", "pages": newest("cms.StandardPage", 3)}


class MapBlock(SampledBlock):
    title = make_title_block()
    programmes = blocks.ListBlock(
        SnippetChooserBlock("vocabulary.Programme", label="Programm"),
        label="Programme",
        default=[],
        help_text="Deren Städte und Gemeinden. Ohne jede Auswahl: die aller Programme.",
    )
    municipalities = blocks.ListBlock(
        SnippetChooserBlock("vocabulary.Municipality", label="Stadt oder Gemeinde"),
        label="Einzelne Städte und Gemeinden",
        default=[],
        help_text="Zusätzlich zu denen der gewählten Programme.",
    )
    more = blocks.PageChooserBlock(
        label="Seite dazu", required=False, help_text="Zu ihr führt der Link neben der Überschrift."
    )
    more_label = blocks.CharBlock(
        label="Beschriftung des Links",
        max_length=60,
        required=False,
        help_text="Leer: der Titel der Seite.",
    )

    class Meta:
        template = "cms/blocks/map.html"
        icon = "site"
        label = "Karte der Städte"
        group = GROUP
        description = (
            "Städte und Gemeinden auf der Karte, daneben dieselben als Liste mit ihren Steckbriefen."
        )
        value_class = Found

    def make_sample(self):
        return {"title": "Städte und Gemeinden"}
