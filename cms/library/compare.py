"""Up to three fact sheets side by side, and where they differ."""

import re
from collections import Counter
from dataclasses import dataclass, field

from django.utils.text import capfirst

from cms import limits
from cms.pages.base import in_order

SLUG = re.compile(r"[\w-]+")
ALL = {2: "beide", 3: "alle drei"}


@dataclass(frozen=True)
class Cell:
    """`heading` stands before the text where the table is a stack of cards; `email` is a link below it."""

    heading: str
    texts: list
    is_odd: bool = False
    email: str = ""


@dataclass(frozen=True)
class Line:
    """`note` says in words how the cells differ, for those that can be compared."""

    label: str
    cells: list = field(default_factory=list)
    note: str = ""
    is_same: bool = False


def choose_sheets(sheets, slugs):
    """(the first few that the reader may open, how many of the others do not fit, whether some do not exist for them)."""
    slugs = [slug for slug in dict.fromkeys(slugs) if SLUG.fullmatch(slug)][: limits.COMPARED_READ]
    keys = dict(sheets.filter(slug__in=slugs).values_list("slug", "pk"))
    found = [slug for slug in slugs if slug in keys]
    rows = sheets.with_rows().prefetch_related("target_groups").defer(None).defer("search_vector", "body")
    chosen = in_order(rows, [keys[slug] for slug in found[: limits.COMPARED]])
    return chosen, max(0, len(found) - limits.COMPARED), len(found) < len(slugs)


def compare_sheets(sheets):
    """(heading, its lines) for each group of what can be said; lines on which all are silent are left out."""
    groups = [(heading, [build_line(sheets, *row) for row in rows]) for heading, rows in GROUPS]
    said = [
        (heading, [line for line in lines if any(cell.texts for cell in line.cells)])
        for heading, lines in groups
    ]
    return [(heading, lines) for heading, lines in said if lines]


def build_line(sheets, label, read, is_compared):
    told = [[text for text in read(sheet) if text] for sheet in sheets]
    is_same = len(sheets) > 1 and all(texts == told[0] for texts in told)
    odd = find_odd(told) if is_compared else None
    cities = [ALL[len(sheets)]] if is_same else [sheet.municipality.title for sheet in sheets]
    emails = [sheet.contact_email if label == ASK else "" for sheet in sheets]
    cells = [
        Cell(cities[min(place, len(cities) - 1)], texts, place == odd, emails[place])
        for place, texts in enumerate(told)
    ]
    return Line(label, cells, describe_difference(told, odd, is_same, is_compared), is_same)


def find_odd(told):
    """The place of the one that differs from two that agree, or None."""
    numbers = Counter(map(tuple, told))
    if len(told) != 3 or len(numbers) != 2:
        return None
    return next(place for place, texts in enumerate(told) if numbers[tuple(texts)] == 1)


def describe_difference(told, odd, is_same, is_compared):
    if is_same:
        return "gleich"
    if not is_compared or len(told) < 2:
        return ""
    if odd is not None:
        return "eins weicht ab"
    return "alle verschieden" if len(told) > 2 else "verschieden"


def count_differences(groups):
    """(lines that differ, lines that can be compared)."""
    notes = [line.note for _, lines in groups for line in lines if line.note]
    return sum(note != "gleich" for note in notes), len(notes)


def text(name):
    return lambda sheet: [getattr(sheet, name)]


def sentence(name):
    return lambda sheet: [capfirst(getattr(sheet, name))]


def choice(name):
    return lambda sheet: [getattr(sheet, f"get_{name}_display")()]


def texts_of(name):
    return lambda sheet: [line.value for line in getattr(sheet, name)]


def titles_of(name):
    return lambda sheet: [", ".join(one.title for one in getattr(sheet, name).all())]


def joined(name):
    return lambda sheet: [", ".join(line.value for line in getattr(sheet, name))]


def describe_years(sheet):
    """ "seit 2024", "2019 bis 2020" or "2020"."""
    start, end = sheet.period_start, sheet.period_end
    if not start:
        return [f"bis {end.year}"] if end else []
    if not end:
        return [f"seit {start.year}"]
    return [f"{start.year} bis {end.year}" if end.year > start.year else str(start.year)]


def describe_offers(sheet):
    offers = [word for word, has in (("Besuch", sheet.offers_visit), ("Gespräch", sheet.offers_talk)) if has]
    return [" und ".join(offers)]


def describe_contact(sheet):
    return [", ".join(part for part in (sheet.contact_role, sheet.contact_organisation) if part)]


ASK = "Wen fragen"
# (label, what a sheet says, whether short enough to be compared).
GROUPS = (
    (
        "Grunddaten",
        (
            ("Stand", choice("status"), True),
            ("Zeitraum", describe_years, True),
            ("Größe der Stadt", lambda sheet: [sheet.municipality.kind], True),
            ("Themenfelder", titles_of("theme_fields"), False),
        ),
    ),
    (
        "Aufwand",
        (
            ("Kosten", choice("budget_class"), True),
            ("Personal", text("staff_effort"), True),
            ("Vorlauf", text("start_up_time"), True),
            ("Finanzierung", joined("funding"), False),
        ),
    ),
    (
        "Menschen",
        (
            ("Zielgruppen", titles_of("target_groups"), False),
            ("Beteiligte", joined("partners"), False),
        ),
    ),
    (
        "Erfahrung",
        (
            ("Ziele", texts_of("goals"), False),
            ("Geholfen hat", texts_of("success_factors"), False),
            ("Gebremst hat", texts_of("stumbling_blocks"), False),
            ("Heute anders", texts_of("lessons"), False),
            ("Übertragbar", sentence("transferability"), True),
            ("Beleg", sentence("evidence"), True),
            ("Nachfragen", describe_offers, True),
            (ASK, describe_contact, False),
        ),
    ),
)
