"""The block that leads into the library. Only the start page offers it (home.blocks)."""

from wagtail import blocks

from cms.blocks.choices import GROUP, make_title_block
from cms.blocks.samples import SampledBlock
from cms.blocks.values import Found


class Teaser(Found):
    """The first of `shown` is the fact sheet of the week; `number`: how many the reader may open."""

    number = 0


class LibraryBlock(SampledBlock):
    title = make_title_block("Aus der Bibliothek")
    sheet = blocks.PageChooserBlock(
        label="Steckbrief der Woche",
        page_type="cms.FactSheetPage",
        required=False,
        help_text="Leer: jede Woche von selbst ein anderer. Einen für Mitglieder sehen nur Angemeldete.",
    )

    class Meta:
        template = "cms/blocks/library.html"
        icon = "search"
        label = "Aus der Bibliothek"
        group = GROUP
        description = "Ein Steckbrief der Woche, drei weitere und das Suchfeld der Bibliothek."
        value_class = Teaser

    def make_sample(self):
        return {}
