"""The body of a page: all blocks there are, and what is left out of it."""

from wagtail import blocks

from cms.blocks.choices import (
    DocumentsBlock,
    EventsBlock,
    FactSheetsBlock,
    LinksBlock,
    MapBlock,
    NewsBlock,
    TilesBlock,
)
from cms.blocks.media import ClipsBlock, PictureBlock
from cms.blocks.people import ActionBlock, ContactBlock, GroupBlock, PartnersBlock, PeopleBlock, ReportBlock
from cms.blocks.table import TableBlock
from cms.blocks.text import (
    AccordionBlock,
    FiguresBlock,
    FundingBlock,
    HeadingBlock,
    QuoteBlock,
    make_text_block,
)


class BodyBlock(blocks.StreamBlock):
    """In the order in which the editor offers them."""

    text = make_text_block()
    heading = HeadingBlock()
    quote = QuoteBlock()
    accordion = AccordionBlock()
    table = TableBlock()
    figures = FiguresBlock()
    funding = FundingBlock()
    image = PictureBlock()
    clips = ClipsBlock()
    documents = DocumentsBlock()
    links = LinksBlock()
    fact_sheets = FactSheetsBlock()
    events = EventsBlock()
    news = NewsBlock()
    map = MapBlock()
    tiles = TilesBlock()
    people = PeopleBlock()
    contact = ContactBlock()
    partners = PartnersBlock()
    group = GroupBlock()
    action = ActionBlock()
    report = ReportBlock()


# They take the whole width, below a heading of their own if they have one.
ACROSS = {"group", "funding", "fact_sheets", "events", "news", "map", "tiles", "library"}
# Those that begin with a heading of their own.
SECTIONS = {
    *("heading", "accordion", "documents", "links", "partners", "people", "contact", "report"),
    *(ACROSS - {"funding"}),
}


def stand_beside(first, second):
    """Whether the second block stands beside the first, which is directly above it in the editor."""
    return (first.block_type, second.block_type) == ("news", "events")


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
