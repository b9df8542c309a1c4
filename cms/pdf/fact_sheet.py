"""What the page for the council shows of a fact sheet. Its template leaves out the last lines if there are too many."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from cms.metadata.addresses import full_address
from vocabulary.addresses import readable_address


def describe_fact_sheet(page, request):
    """For `render.answer_with_pdf`."""
    updated = page.last_reviewed or (page.last_published_at and timezone.localdate(page.last_published_at))
    note = [f"Stand: {date_format(updated, 'j. F Y')}"] if updated else []
    return {
        "title": page.title,
        "language": page.language,
        "address": full_address(page, request),
        "date": updated,
        "note": " · ".join([*note, *(["Beispielinhalt"] if page.is_demo else [])]),
        "kicker": [str(one) for one in (page.municipality, page.quarter) if one],
        "themes": ", ".join(str(one) for one in page.theme_fields.all()),
        "summary": page.summary,
        "sections": rank_lines(describe_sections(page)),
        "facts": rank_lines(describe_facts(page)),
        "contact": [line for line in (page.contact_role, page.contact_organisation) if line],
        "email": page.contact_email,
        "email_shown": readable_address(page.contact_email),
        "offer": describe_offer(page),
    }


def describe_sections(page):
    """(title, lines) for each text of the page, the most important first."""
    transfer = [f"{capfirst(page.transferability)}."] if page.transferability else []
    transfer += [f"Worauf sich das stützt: {page.evidence}"] if page.evidence else []
    return [
        ("Worum es geht", read_lines(page.goals)),
        ("Was geholfen hat", read_lines(page.success_factors)),
        ("Was gebremst hat", read_lines(page.stumbling_blocks)),
        ("Was wir heute anders machen würden", read_lines(page.lessons)),
        ("Übertragbarkeit", transfer),
    ]


def describe_facts(page):
    """(title, lines) for each fact of the side column, the most important first."""
    town = f"{page.municipality} ({page.municipality.get_size_class_display()} Menschen)"
    single = [
        ("Stadt oder Gemeinde", town),
        ("Stand", page.get_status_display()),
        ("Zeitraum", describe_months(page.period_start, page.period_end)),
        ("Kosten", page.get_budget_class_display()),
        ("Personal", page.staff_effort),
        ("Vorlauf", page.start_up_time),
    ]
    return [
        *((title, [value] if value else []) for title, value in single),
        ("Finanzierung", read_lines(page.funding)),
        ("Beteiligte", read_lines(page.partners)),
        ("Zielgruppen", [str(one) for one in page.target_groups.all()]),
        (
            "Nachgenutzt von",
            [str(one.municipality) for one in page.reuses.confirmed().select_related("municipality")],
        ),
        ("Programm", [str(page.programme)] if page.programme else []),
        ("Barrierefreiheit", [page.accessibility_notes] if page.accessibility_notes else []),
        ("Anlass", [page.origin_note] if page.origin_note else []),
    ]


def read_lines(lines):
    return [line.value for line in lines]


def describe_months(start, end):
    """As the page says it: "Mai 2019 bis Juli 2020", "seit Mai 2019", "" without either."""
    first, last = (date and date_format(date, "F Y") for date in (start, end))
    if start and end:
        return f"{first} bis {last}"
    if start:
        return f"{'ab' if start > timezone.localdate() else 'seit'} {first}"
    return f"bis {last}" if end else ""


def describe_offer(page):
    offers = []
    if page.offers_visit:
        offers.append("lädt zum Besuch ein")
    if page.offers_talk:
        offers.append("bietet ein kollegiales Gespräch an")
    return f"{page.municipality} {' und '.join(offers)}." if offers else ""


def rank_lines(entries):
    """The entries that have lines. The `rank` of a line says when it goes for lack of room, 1 first: always the last line
    of the longest entry, and of entries of one length the less important one's.
    """
    entries = [
        {"title": title, "lines": [{"text": text} for text in lines]} for title, lines in entries if lines
    ]
    left = [len(entry["lines"]) for entry in entries]
    for step in range(1, sum(left) + 1):
        index = max(range(len(left)), key=lambda index: (left[index], index))
        left[index] -= 1
        entries[index]["lines"][left[index]]["rank"] = step
    return entries
