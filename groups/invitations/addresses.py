"""From what leads paste or upload to lines with an address: lists of mail programs, spreadsheets, CSV."""

import csv
import re
import unicodedata
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from django.core.exceptions import ValidationError

from web.fields import AddressField, validate_has_letter, validate_no_invisible_characters

MOST = 1_000
# So many are counted, to say how many are too many.
MOST_READ = 10_001
NO_TEXT = "Diese Datei ist keine CSV-Datei. Speichern Sie die Tabelle bitte als „CSV UTF-8“."
NO_ADDRESS = "In dieser Datei steht keine E-Mail-Adresse."
# Making a field takes longer than asking it.
ADDRESS = AddressField()
ADDRESS_HEADS = ("mail", "adresse")
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True)
class Line:
    """`email` is empty where nothing could be made of what was typed."""

    typed: str
    email: str = ""
    name: str = ""


def read(text, most=MOST_READ):
    """A Line for each address in a text: one below the other, or with semicolons or commas between; the first of them."""
    lines = (line for chunk in re.split(r"[\n;]+", text) for line in read_chunk(chunk.strip()))
    return list(islice(lines, most))


def read_chunk(chunk):
    """„Muster, Anna <anna@stadt.de>, bernd@stadt.de“: what stands in brackets, and what stands before and between."""
    *bracketed, rest = chunk.split(">")
    for piece in filter(None, bracketed):
        before, bracket, address = piece.rpartition("<")
        yield from read_named(before, address) if bracket else read_plain(piece)
    yield from read_plain(rest)


def read_named(before, address):
    parts = [part.strip() for part in before.split(",") if part.strip()]
    name = ", ".join(part for part in parts if "@" not in part)
    yield from (made(part, part) for part in parts if "@" in part)
    yield made(f"{name} <{address}>".strip(), address, name)


def read_plain(text):
    words = [word for word in re.split(r"[\s,]+", text) if word]
    addresses = [word for word in words if "@" in word]
    if len(addresses) == 1:
        yield made(text.strip(), addresses[0], " ".join(word for word in words if word not in addresses))
    elif addresses:
        yield from (made(word, word) for word in words)
    elif words:
        yield Line(text.strip()[:200])


def made(typed, address, name=""):
    try:
        return Line(typed[:200], ADDRESS.clean(address.strip().strip("'\"")), name_from(name))
    except ValidationError:
        return Line(typed[:200])


def name_from(text):
    """The name as it can stand in a mail, „Muster, Anna“ the other way round; empty if it cannot."""
    name = " ".join(unicodedata.normalize("NFC", text).strip(" ,'\"\t").split())
    last, comma, first = name.partition(", ")
    name = f"{first} {last}" if comma and first else name
    try:
        validate_no_invisible_characters(name)
        validate_has_letter(name)
    except ValidationError:
        return ""
    return name if len(name) <= 100 else ""


def read_file(data):
    """The rows of a CSV file, in whatever encoding a spreadsheet writes, as text for `read`. Raises ValidationError."""
    text = decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    try:
        rows = [row for row in csv.reader(StringIO(text), delimiter=delimiter) if any(row)]
    except csv.Error:
        raise ValidationError(NO_TEXT, code="no_text") from None
    if not any("@" in cell for row in rows for cell in row):
        raise ValidationError(NO_ADDRESS, code="no_address")
    heads = [] if any("@" in cell for cell in rows[0]) else [cell.strip().lower() for cell in rows.pop(0)]
    return "\n".join(as_text(row, heads) for row in rows)


def decoded(data):
    encoding = next((name for mark, name in BYTE_ORDER_MARKS.items() if data.startswith(mark)), None)
    for guess in [encoding] if encoding else ["utf-8", "cp1252"]:
        try:
            text = data.decode(guess)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ValidationError(NO_TEXT, code="no_text")


def as_text(row, heads):
    """„Anna Muster <anna@stadt.de>“ from the columns that say so, or from those that look so."""
    named = dict(zip(heads, (cell.strip() for cell in row), strict=False))
    address = next((cell for head, cell in named.items() if any(word in head for word in ADDRESS_HEADS)), "")
    address = address if "@" in address else next((cell.strip() for cell in row if "@" in cell), "")
    name = f"{named.get('vorname', '')} {named.get('nachname') or named.get('name', '')}"
    name = " ".join(re.sub(r"[<>;\n]", " ", name).split())
    typed = address or " ".join(" ".join(row).replace(";", " ").split())
    return f"{name} <{address}>" if name and address else typed
