"""The fact sheets of a selection as JSON, for machines, and as CSV, for German spreadsheets.

The names of the JSON are those of demo/content/steckbriefe.json, so that what one site exports another one can
read; docs/exports.md lists them all.
"""

import csv
import io
from datetime import date

from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from cms import limits
from cms.access import is_for_members
from cms.metadata.addresses import full_address
from cms.pages.base import in_order
from groups.members.export import without_formula
from web.numbers import format_number

LISTS = {
    "goals": "Ziele",
    "success_factors": "Was geholfen hat",
    "stumbling_blocks": "Stolpersteine",
    "lessons": "Was wir gelernt haben",
    "partners": "Beteiligte",
    "funding": "Finanzierung",
}
TEXTS = (
    *(
        "title",
        "summary",
        "status",
        "period_start",
        "period_end",
        "origin_note",
        "budget_class",
        "staff_effort",
    ),
    *("start_up_time", "transferability", "evidence", "accessibility_notes", "language", "last_reviewed"),
    *("review_after_days", "offers_visit", "is_demo"),
)
# Heading of a column: what of a fact sheet.
COLUMNS = {
    "Nummer": lambda sheet: sheet.number,
    "Titel": lambda sheet: sheet.title,
    "Stadt oder Gemeinde": lambda sheet: sheet.municipality.title,
    "Quartier": lambda sheet: sheet.quarter.title if sheet.quarter else "",
    "Einwohnerzahl": lambda sheet: sheet.municipality.get_size_class_display(),
    "Programm": lambda sheet: sheet.programme.title if sheet.programme else "",
    "Themenfelder": lambda sheet: [one.title for one in sheet.theme_fields.all()],
    "Zielgruppen": lambda sheet: [one.title for one in sheet.target_groups.all()],
    "Stand": lambda sheet: sheet.get_status_display(),
    "Beginn": lambda sheet: sheet.period_start,
    "Ende": lambda sheet: sheet.period_end,
    "Einleitung": lambda sheet: sheet.intro,
    "Zusammenfassung": lambda sheet: sheet.summary,
    **{heading: lambda sheet, name=name: list_lines(sheet, name) for name, heading in LISTS.items()},
    "Kosten": lambda sheet: sheet.get_budget_class_display(),
    "Personalaufwand": lambda sheet: sheet.staff_effort,
    "Vorlaufzeit": lambda sheet: sheet.start_up_time,
    "Übertragbarkeit": lambda sheet: sheet.transferability,
    "Worauf sich das stützt": lambda sheet: sheet.evidence,
    "Barrierefreiheit des Angebots": lambda sheet: sheet.accessibility_notes,
    "Ansprechstelle": lambda sheet: sheet.contact_role,
    "Organisation": lambda sheet: sheet.contact_organisation,
    "E-Mail-Adresse": lambda sheet: sheet.contact_email,
    "Besuch möglich": lambda sheet: sheet.offers_visit,
    "Gespräch möglich": lambda sheet: sheet.offers_talk,
    "Zuletzt geprüft": lambda sheet: sheet.last_reviewed,
    "Beispielinhalt": lambda sheet: sheet.is_demo,
}


def list_lines(sheet, name):
    return [line.value for line in getattr(sheet, name)]


def describe_sheet(sheet, request):
    return {
        "id": sheet.number,
        "slug": sheet.slug,
        "url": full_address(sheet, request),
        "city": sheet.municipality.slug,
        "quarter": sheet.quarter.title if sheet.quarter else None,
        "program": sheet.programme.slug if sheet.programme else None,
        "theme_fields": [one.slug for one in sheet.theme_fields.all()],
        "target_groups": [one.slug for one in sheet.target_groups.all()],
        "teaser": sheet.intro,
        **{name: getattr(sheet, name) for name in TEXTS},
        **{name: list_lines(sheet, name) for name in LISTS},
        "contact": {
            "role": sheet.contact_role,
            "organisation": sheet.contact_organisation,
            "email": sheet.contact_email,
        },
        "offers_peer_call": sheet.offers_talk,
        "visibility": "intern" if sheet.is_for_members else "oeffentlich",
    }


def export_json(sheets, request, total):
    described = [describe_sheet(sheet, request) for sheet in sheets]
    content = {
        "exported_at": timezone.now(),
        "total": total,
        "is_complete": len(described) == total,
        "steckbriefe": described,
    }
    return attach(JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1}), "json")


def export_csv(sheets, request, total):
    """UTF-8 with a byte order mark, semicolons and CRLF, as German spreadsheets read it without asking."""
    heads = ["Adresse", *COLUMNS]
    rows = [
        [full_address(sheet, request), *(write_cell(read(sheet)) for read in COLUMNS.values())]
        for sheet in sheets
    ]
    if len(rows) < total:
        rows.append([f"Nur die ersten {format_number(len(rows))} von {format_number(total)} Steckbriefen."])
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerows([heads, *rows])
    return attach(
        HttpResponse(file.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8"), "csv"
    )


def write_cell(value):
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return without_formula(" | ".join(value) if isinstance(value, list) else value or "")


def attach(response, kind):
    response["Content-Disposition"] = (
        f'attachment; filename="steckbriefe-{timezone.localdate():%Y-%m-%d}.{kind}"'
    )
    response["X-Robots-Tag"] = "noindex"
    return response


def fetch_exported(catalogue, slugs):
    """(those of the selection, or of it only those with one of the slugs, as a comparison asks for them; how many)."""
    rows = [row for row in catalogue.found if not slugs or row["slug"] in slugs]
    sheets = catalogue.sheets.select_related("municipality", "quarter", "programme").defer(
        "search_vector", "body"
    )
    sheets = sheets.annotate(is_for_members=is_for_members()).prefetch_related(
        "theme_fields", "target_groups"
    )
    return in_order(sheets, [row["pk"] for row in rows[: limits.EXPORTED]]), len(rows)
