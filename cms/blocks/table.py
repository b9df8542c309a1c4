"""A table of text, into which rows can be pasted from a word processor or a spreadsheet."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.table_block import blocks as table_block

from cms.blocks.text import GROUP

# By the names of the editor of tables, which speaks English without them.
MENU = {
    "row_above": "Zeile darüber einfügen",
    "row_below": "Zeile darunter einfügen",
    "col_left": "Spalte links einfügen",
    "col_right": "Spalte rechts einfügen",
    "remove_row": "Zeile löschen",
    "remove_col": "Spalte löschen",
    "undo": "Rückgängig",
    "redo": "Wiederholen",
}
OPTIONS = {
    "contextMenu": {"items": {name: {"name": label} for name, label in MENU.items()}},
    "language": "en-US",
}


class Table(blocks.StructValue):
    @property
    def _table(self):
        return self["table"] or {}

    @property
    def _data(self):
        """Without the rows at the end in which nothing stands; each cell is a str."""
        rows = [[str(cell or "").strip() for cell in row] for row in self._table.get("data") or []]
        while rows and not any(rows[-1]):
            rows.pop()
        return rows

    @property
    def caption(self):
        return (self._table.get("table_caption") or "").strip()

    @property
    def head(self):
        """The cells that name the columns, if any do."""
        return self._data[0] if self._data and self._table.get("first_row_is_table_header") else []

    @property
    def rows(self):
        return self._data[1:] if self.head else self._data

    @property
    def names_rows(self):
        return bool(self._table.get("first_col_is_header"))

    @property
    def is_empty(self):
        return not self._data


class TableBlock(blocks.StructBlock):
    table = table_block.TableBlock(
        label="Tabelle",
        table_options=OPTIONS,
        help_text="Zellen aus Word oder Excel lassen sich hier einfügen: erste Zelle anklicken, dann Strg + V. "
        "Zeilen und Spalten fügen Sie mit der rechten Maustaste ein.",
    )

    class Meta:
        template = "cms/blocks/table.html"
        icon = "table"
        label = "Tabelle"
        group = GROUP
        description = (
            "Zeilen und Spalten mit Überschriften. Auf dem Telefon lässt sie sich seitwärts schieben."
        )
        preview_value = {
            "table": {
                "data": [
                    ["Stadt", "Workshops", "Beginn"],
                    ["Ulm", "3", "Mai 2019"],
                    ["Konstanz", "2", "Juli 2019"],
                ],
                "first_row_is_table_header": True,
                "first_col_is_header": True,
                "table_header_choice": "both",
                "table_caption": "Workshops je Stadt",
            }
        }
        value_class = Table

    def clean(self, value):
        """A table says what it is about, and which of its cells are headings: nobody could follow it by ear otherwise."""
        table = value["table"]
        if table:
            table["data"] = [[remove_nul(cell) for cell in row] for row in table.get("data") or []]
            table["table_caption"] = remove_nul(table.get("table_caption"))
            if not self.is_deferred_validation and (problem := find_problem(value)):
                raise StructBlockValidationError({"table": ValidationError(problem)})
        return super().clean(value)


def remove_nul(cell):
    """PostgreSQL stores none."""
    return str(cell or "").replace("\0", "")


def find_problem(value):
    if value.is_empty:
        return "Die Tabelle ist leer. Füllen Sie die Zellen aus."
    if not value.caption:
        return "Es fehlt die Tabellenüberschrift: worum es in der Tabelle geht."
    if value["table"].get("table_header_choice") not in {"row", "column", "both"}:
        return (
            "Wählen Sie, welche Zellen Überschriften sind: die erste Zeile, die erste Spalte oder beide. "
            "Sonst kann niemand die Tabelle verstehen, der sie vorgelesen bekommt."
        )
    return ""
