"""Tables of people, from a CSV file or pasted, as text for `addresses.parse_lines`."""

import csv
import re
from io import StringIO

from django.core.exceptions import ValidationError

from groups.invitations.lists.addresses import clean_text
from groups.invitations.lists.decoding import NO_TEXT, decode_file

NO_ADDRESS = "In dieser Datei steht keine E-Mail-Adresse."
ADDRESS_HEADS = ("mail", "adresse")
FIRST_NAMES = ("vorname", "first name", "given name", "rufname")
LAST_NAMES = ("nachname", "familienname", "zuname", "last name", "surname", "family name", "name")
HEADS = {*FIRST_NAMES, *LAST_NAMES}
# Lines by which the delimiter is chosen.
SAMPLE = 50
# What Excel writes into the first line of a file, to tell itself the delimiter.
SEPARATOR = re.compile(r'\s*"?sep=(.)"?[;,\t]*\s*', re.IGNORECASE)


def csv_as_text(data):
    """The rows of a CSV file (bytes), each with its address and name. Raises ValidationError."""
    rows = rows_of(decode_file(data))
    if not any("@" in cell for row in rows for cell in row):
        raise ValidationError(NO_ADDRESS, code="no_address")
    return rows_as_text(rows)


def pasted_as_text(text):
    """What was pasted, as it is unless it is a table with a header."""
    try:
        rows = rows_of(text)
    except ValidationError:
        return text
    at = header_at(rows)
    return text if at is None or len([cell for cell in rows[at] if cell.strip()]) < 2 else rows_as_text(rows)


def rows_of(text):
    """Lists of cells, without empty rows. Raises ValidationError."""
    lines = clean_text(text).splitlines()
    told = SEPARATOR.fullmatch(lines[0]) if lines else None
    delimiter = told[1] if told else likely_delimiter(lines)
    try:
        rows = list(csv.reader(StringIO("\n".join(lines[1 if told else 0 :])), delimiter=delimiter))
    except csv.Error:
        raise ValidationError(NO_TEXT, code="no_text") from None
    return [row for row in rows if any(cell.strip() for cell in row)]


def likely_delimiter(lines):
    """What stands in most lines; a title above the table has none."""
    sample = [line for line in lines if line.strip()][:SAMPLE]
    return max(";\t,", key=lambda delimiter: sum(delimiter in line for line in sample))


def rows_as_text(rows):
    """Without what stands above the header. A row without an address stays, since it may be a person."""
    at = header_at(rows)
    if at is None:
        return "\n".join(row_as_text(row, []) for row in rows)
    heads = [cell.strip().lower() for cell in rows[at]]
    return "\n".join(row_as_text(row, heads) for row in rows[at + 1 :])


def header_at(rows):
    """The index of the header: the last row with such words before the first with an address. None without one."""
    first = next((number for number, row in enumerate(rows) if any("@" in cell for cell in row)), 0)
    return next((number for number in reversed(range(first)) if is_header(rows[number])), None)


def is_header(row):
    cells = [cell.strip().lower() for cell in row]
    return any(cell in HEADS or is_address_head(cell) for cell in cells)


def is_address_head(head):
    # A sentence is a title of the table, such as "Adressen der Geladenen, Stand Mai".
    return len(head) < 30 and any(word in head for word in ADDRESS_HEADS)


def row_as_text(row, heads):
    """„Anna Muster <anna@stadt.de>“ for each address in the column with such a heading, or else the cell with an @."""
    cells = [" ".join(cell.split()) for cell in row]
    named = {head: cell for head, cell in zip(heads, cells, strict=False) if cell}
    found = [cell for head, cell in named.items() if is_address_head(head) and "@" in cell]
    cell = next(iter(found), "") or next((cell for cell in cells if "@" in cell), "")
    if "<" in cell:
        return cell
    name = without_separators(f"{first_of(named, FIRST_NAMES)} {last_name(named)}")
    words = [word for word in re.split(r"[\s,;]+", cell) if "@" in word]
    addresses = words if len(words) > 1 else [without_separators(cell)]
    return "\n".join(
        f"{name} <{address}>" if name and address else address or without_separators(" ".join(cells))
        for address in addresses
    )


def first_of(named, heads):
    return next((named[head] for head in heads if head in named), "")


def last_name(named):
    """Or the whole name, from a column such as „Vor- und Nachname“."""
    if not set(named) & HEADS:
        return next((cell for head, cell in named.items() if "name" in head), "")
    return first_of(named, LAST_NAMES)


def without_separators(text):
    """Without what separates lines and addresses."""
    return " ".join(re.sub(r"[<>;]", " ", text).split())
