"""The blocks of the start page: those of all pages, and those that only it has; templates in templates/home/blocks/."""

from wagtail import blocks

from cms.blocks import BodyBlock, FundingBlock, LibraryBlock, SampledBlock, newest


class LinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(
        label="Beschriftung", max_length=40, help_text="Ein Tun: „Beratung anfragen“, nicht „Hier klicken“."
    )
    page = blocks.PageChooserBlock(
        label="Seite",
        help_text="Wohin der Knopf führt. Bei einer Veranstaltung: zur Anmeldung; ist sie vorbei, fällt er weg.",
    )


class HeroBlock(SampledBlock):
    title = blocks.CharBlock(label="Satz", max_length=80, help_text="Die Überschrift der Startseite.")
    text = blocks.CharBlock(label="Text", max_length=250, help_text="Was man hier findet, und für wen.")
    links = blocks.ListBlock(
        LinkBlock(),
        label="Knöpfe",
        max_num=2,
        help_text="Der erste ist rot: das, was man als Nächstes tun kann.",
    )

    class Meta:
        template = "home/blocks/hero.html"
        icon = "home"
        label = "Auftakt mit Plan"
        group = "Auftakt"
        description = "Der Anfang der Startseite: ein Satz, zwei Knöpfe, der Plan. Steht immer ganz oben."

    def make_sample(self):
        links = [{"label": "Mehr erfahren", "page": page} for page in newest("cms.StandardPage")]
        return {
            "title": "Was in einem Quartier gelingt.",
            "text": "Fachberatung, Wissen, Austausch.",
            "links": links,
        }


class HomeBodyBlock(BodyBlock):
    hero = HeroBlock()
    library = LibraryBlock()
    funding = FundingBlock(template="home/blocks/funding.html")

    class Meta:
        block_counts = {"hero": {"max_num": 1}, "library": {"max_num": 1}}
