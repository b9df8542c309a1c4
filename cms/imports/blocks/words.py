"""Blocks of words, numbers, people and ways to take part."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field
from wagtail.rich_text import RichText

from cms.imports.schema import Entry, Html, Text

Pair = Annotated[list[str], Field(min_length=2, max_length=2)]


class BlockEntry(Entry):
    """`ours`: the name of our block; `names`: its parts whose names in the file are others, "" if they have none there."""

    ours: ClassVar = ""
    names: ClassVar = {}
    # Whether it refers to pages, which may come later in the same file.
    leads: ClassVar = False

    def get_value(self, _item, _where):
        """The value of our block; `_where` in the entry it stands. Mostly the parts have the same names."""
        return self.model_dump(exclude={"block"})


class TextEntry(BlockEntry):
    ours: ClassVar = "text"
    block: Literal["text"]
    html: Html

    def get_value(self, _item, _where):
        return self.html


class HeadingEntry(BlockEntry):
    ours: ClassVar = "heading"
    block: Literal["ueberschrift"]
    title: str


class PartnersEntry(BlockEntry):
    ours: ClassVar = "partners"
    names: ClassVar = {"partners": "items"}
    block: Literal["partner"]
    title: str
    items: list[str]

    def get_value(self, _item, _where):
        return {"title": self.title, "partners": self.items}


class ContactEntry(BlockEntry):
    ours: ClassVar = "contact"
    block: Literal["kontakt"]
    role: str
    email: str


class ReportEntry(BlockEntry):
    ours: ClassVar = "report"
    block: Literal["meldeformular"]
    email: str


class FundingEntry(BlockEntry):
    ours: ClassVar = "funding"
    block: Literal["foerderhinweis"]
    text: str


class FiguresEntry(BlockEntry):
    ours: ClassVar = "figures"
    names: ClassVar = {"number": 0, "label": 1}
    block: Literal["zahlen"]
    figures: list[Pair]
    source: Text = ""

    def get_value(self, _item, _where):
        rows = [{"number": number, "label": label} for number, label in self.figures]
        return {"figures": rows, "source": self.source}


class TableEntry(BlockEntry):
    ours: ClassVar = "table"
    names: ClassVar = {"table": ""}
    block: Literal["tabelle"]
    caption: str
    headers: Literal["row", "column", "both"]
    rows: list[list[Text]]

    def get_value(self, item, where):
        if len({len(row) for row in self.rows}) > 1:
            item.add_problem(f"{where}.rows", "all rows need as many cells")
        table = {
            "data": self.rows,
            "table_caption": self.caption,
            "table_header_choice": self.headers,
            "first_row_is_table_header": self.headers in {"row", "both"},
            "first_col_is_header": self.headers in {"column", "both"},
        }
        return {"table": table}


class QuestionsEntry(BlockEntry):
    """Pairs of a question and its answer in HTML."""

    ours: ClassVar = "accordion"
    names: ClassVar = {"title": 0, "text": 1}
    block: Literal["fragen"]
    title: str
    questions: list[Annotated[tuple[str, Html], Field(strict=False)]]

    def get_value(self, _item, _where):
        questions = [{"title": title, "text": RichText(text)} for title, text in self.questions]
        return {"title": self.title, "questions": questions}


class QuoteEntry(BlockEntry):
    ours: ClassVar = "quote"
    block: Literal["zitat"]
    text: str
    person: Text = ""
    role: Text = ""


class PersonEntry(Entry):
    name: str
    role: Text = ""
    institution: Text = ""
    town: Text = ""
    email: Text = ""


class PeopleEntry(BlockEntry):
    ours: ClassVar = "people"
    block: Literal["personen"]
    title: str
    people: list[PersonEntry]

    def get_value(self, item, where):
        rows = [self.describe(item, person, f"{where}.people[{n}]") for n, person in enumerate(self.people)]
        return {"title": self.title, "people": rows}

    def describe(self, item, person, where):
        town = item.find_optional("municipality", person.town, f"{where}.town")
        return person.model_dump() | {"town": town, "portrait": None}


KINDS = (
    TextEntry,
    HeadingEntry,
    PartnersEntry,
    ContactEntry,
    ReportEntry,
    FundingEntry,
    FiguresEntry,
    TableEntry,
    QuestionsEntry,
    QuoteEntry,
    PeopleEntry,
)
