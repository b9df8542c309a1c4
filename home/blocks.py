"""StreamField blocks of the start page; templates in templates/home/blocks/."""

from wagtail import blocks

from cms.blocks import FundingBlock, Titled


class LinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(label="Beschriftung", max_length=40)
    page = blocks.PageChooserBlock(label="Seite")


class HeroBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Satz", max_length=80)
    text = blocks.CharBlock(label="Text", max_length=250)
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


class TilesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Überschrift")
    pages = blocks.ListBlock(blocks.PageChooserBlock(label="Seite"), label="Seiten")

    class Meta:
        template = "home/blocks/tiles.html"
        icon = "list-ul"
        label = "Wegweiser"
        value_class = Titled


class Map(Titled):
    @property
    def targets(self):
        return [self["more"]]


class MapBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Überschrift")
    more = blocks.PageChooserBlock(label="Seite dazu", required=False)

    class Meta:
        template = "home/blocks/map.html"
        icon = "site"
        label = "Karte der Städte"
        value_class = Map


class NewsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Überschrift", default="Aktuelles")
    count = blocks.IntegerBlock(label="Anzahl", min_value=1, max_value=10, default=3)

    class Meta:
        template = "home/blocks/news.html"
        icon = "date"
        label = "Aktuelles"
        value_class = Titled


class HomeBodyBlock(blocks.StreamBlock):
    hero = HeroBlock()
    tiles = TilesBlock()
    map = MapBlock()
    news = NewsBlock()
    funding = FundingBlock(template="home/blocks/funding.html")
