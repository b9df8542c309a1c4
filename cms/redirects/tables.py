"""Tables of old and new addresses, from CSV as German spreadsheets write it, or from Excel."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

import openpyxl
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from cms import limits
from cms.redirects.forms import RedirectForm, find_page
from groups.invitations.lists.decoding import NO_TEXT, decode_file
from groups.invitations.lists.tables import rows_of

TOO_LARGE = f"Die Tabelle ist zu groß: höchstens {limits.REDIRECT_ROWS} Zeilen auf einmal."
NO_WORKBOOK = (
    "Diese Datei ist keine Tabelle von Excel. Speichern Sie sie bitte als „CSV UTF-8“ oder als XLSX."
)
NO_PAGE = "Unter dieser Adresse gibt es keine veröffentlichte Seite."
NO_OLD = "Die alte Adresse muss mit / oder mit https:// beginnen."
ARCHIVE = b"PK\x03\x04"


@dataclass(frozen=True)
class Row:
    """`number` is that of the table, from 1."""

    number: int
    old: str
    new: str


def read_rows(upload):
    """The Rows of an uploaded table, without its header. Raises ValidationError."""
    if upload.size > limits.REDIRECT_FILE_SIZE:
        raise ValidationError(TOO_LARGE)
    data = upload.read()
    cells = read_workbook(data) if data.startswith(ARCHIVE) else read_text(data)
    if len(cells) > limits.REDIRECT_ROWS + 1:
        raise ValidationError(TOO_LARGE)
    rows = [Row(number, *(*row, "", "")[:2]) for number, row in enumerate(cells, 1) if any(row[:2])]
    return rows[1:] if rows and not is_address(rows[0].old) and not is_address(rows[0].new) else rows


def is_address(cell):
    return cell.startswith("/") or "://" in cell


def read_text(data):
    try:
        return [[cell.strip() for cell in row] for row in rows_of(decode_file(data))]
    except ValidationError as refused:
        raise ValidationError(NO_WORKBOOK if refused.code == "workbook" else NO_TEXT) from refused


def read_workbook(data):
    """Of the first sheet. Whatever a file that only looks like a workbook lets openpyxl raise is one error."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > limits.REDIRECT_WORKBOOK_SIZE:
                raise ValidationError(TOO_LARGE)
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_col=2, values_only=True)
        return [[str(cell or "").strip() for cell in row] for row in islice(rows, limits.REDIRECT_ROWS + 2)]
    except ValidationError:
        raise
    except Exception as broken:
        raise ValidationError(NO_WORKBOOK) from broken


@transaction.atomic
def import_rows(rows, *, is_permanent):
    """All or none. Returns the number of new redirects, and if some rows are wrong (Row, what is wrong) of each."""
    number, problems = 0, []
    for row in rows:
        if is_there(row, is_permanent):
            continue
        form, problem = make_form(row, is_permanent)
        problem = problem or " ".join(message for errors in form.errors.values() for message in errors)
        if problem:
            problems.append((row, problem))
            continue
        log(form.save(), "wagtail.create")
        number += 1
    if problems:
        transaction.set_rollback(True)
    return number, problems


def make_form(row, is_permanent):
    """A form with the row, or what is wrong with it already. A path of this site must be that of a page."""
    fields = {"old_path": row.old, "is_permanent": is_permanent}
    if not is_address(row.old):
        return None, NO_OLD
    if not row.new.startswith("/") or row.new.startswith("//"):
        return RedirectForm(fields | {"redirect_link": row.new}), ""
    page = find_page(Redirect.normalise_path(row.new))
    return (RedirectForm(fields | {"redirect_page": page.pk}), "") if page else (None, NO_PAGE)


def is_there(row, is_permanent):
    """Whether the same redirect was imported before."""
    path = Redirect.normalise_path(row.old)
    found = Redirect.objects.filter(old_path=path, site=None, is_permanent=is_permanent)
    return any(row.new and row.new.rstrip("/") == (one.link or "").rstrip("/") for one in found)
