"""Parses what leads paste or upload into lines with an address: lists of mail programs, spreadsheets, CSV."""

import csv
import re
import unicodedata
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from django.core.exceptions import ValidationError

from groups import limits
from web.fields import AddressField, validate_has_letter, validate_no_invisible_characters

NO_TEXT = "Diese Datei ist keine CSV-Datei. Speichern Sie die Tabelle bitte als „CSV UTF-8“."
NO_ADDRESS = "In dieser Datei steht keine E-Mail-Adresse."
# One instance, since making a field takes longer than cleaning a value.
ADDRESS = AddressField()
ADDRESS_HEADS = ("mail", "adresse")
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True)
class Line:
    """One line of a list: the original text, its address and name. `email` is empty if there is no valid address."""

    original: str
    email: str = ""
    name: str = ""


def parse_lines(text, most=limits.MAILING_MAX_LINES_PARSED):
    """A list with a Line for each address, separated by line breaks, semicolons or commas; at most the first `most`."""
    lines = (line for chunk in re.split(r"[\n;]+", text) for line in parse_chunk(chunk.strip()))
    return list(islice(lines, most))


def parse_chunk(chunk):
    """Yields the Lines of e.g. „Muster, Anna <anna@stadt.de>, bernd@stadt.de“: addresses in brackets and without."""
    *bracketed, rest = chunk.split(">")
    for piece in filter(None, bracketed):
        before, bracket, address = piece.rpartition("<")
        yield from parse_named(before, address) if bracket else parse_plain(piece)
    yield from parse_plain(rest)


def parse_named(before, address):
    parts = [part.strip() for part in before.split(",") if part.strip()]
    name = ", ".join(part for part in parts if "@" not in part)
    yield from (build_line(part, part) for part in parts if "@" in part)
    yield build_line(f"{name} <{address}>".strip(), address, name)


def parse_plain(text):
    words = [word for word in re.split(r"[\s,]+", text) if word]
    addresses = [word for word in words if "@" in word]
    if len(addresses) == 1:
        yield build_line(
            text.strip(), addresses[0], " ".join(word for word in words if word not in addresses)
        )
    elif addresses:
        yield from (build_line(word, word) for word in words)
    elif words:
        yield Line(text.strip()[:200])


def build_line(original, address, name=""):
    try:
        return Line(original[:200], ADDRESS.clean(address.strip().strip("'\"")), name_from(name))
    except ValidationError:
        return Line(original[:200])


def name_from(text):
    """The name as it is written in the mail, „Muster, Anna“ turned round; empty if it is not a valid name."""
    name = " ".join(unicodedata.normalize("NFC", text).strip(" ,'\"\t").split())
    last, comma, first = name.partition(", ")
    name = f"{first} {last}" if comma and first else name
    try:
        validate_no_invisible_characters(name)
        validate_has_letter(name)
    except ValidationError:
        return ""
    return name if len(name) <= 100 else ""


def csv_as_text(data):
    """The rows of a CSV file (bytes) as text for `parse_lines`. Raises ValidationError."""
    text = decode_file(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    try:
        rows = [row for row in csv.reader(StringIO(text), delimiter=delimiter) if any(row)]
    except csv.Error:
        raise ValidationError(NO_TEXT, code="no_text") from None
    if not any("@" in cell for row in rows for cell in row):
        raise ValidationError(NO_ADDRESS, code="no_address")
    heads = [] if any("@" in cell for cell in rows[0]) else [cell.strip().lower() for cell in rows.pop(0)]
    return "\n".join(row_as_text(row, heads) for row in rows)


def decode_file(data):
    """In the encodings that spreadsheets write. Raises ValidationError."""
    encoding = next((name for mark, name in BYTE_ORDER_MARKS.items() if data.startswith(mark)), None)
    for guess in [encoding] if encoding else ["utf-8", "cp1252"]:
        try:
            text = data.decode(guess)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ValidationError(NO_TEXT, code="no_text")


def row_as_text(row, heads):
    """„Anna Muster <anna@stadt.de>“, from the columns with such headings or else from the cell with an @."""
    named = dict(zip(heads, (cell.strip() for cell in row), strict=False))
    address = next((cell for head, cell in named.items() if any(word in head for word in ADDRESS_HEADS)), "")
    address = address if "@" in address else next((cell.strip() for cell in row if "@" in cell), "")
    name = f"{named.get('vorname', '')} {named.get('nachname') or named.get('name', '')}"
    name = " ".join(re.sub(r"[<>;\n]", " ", name).split())
    original = address or " ".join(" ".join(row).replace(";", " ").split())
    return f"{name} <{address}>" if name and address else original
