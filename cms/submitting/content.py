"""Between a fact sheet and what the form of members holds of it."""

from cms.pages.library.fact_sheet import FactSheetPage
from vocabulary.models import Quarter

LINES = ("goals", "success_factors", "stumbling_blocks", "lessons", "partners", "funding")
CHOSEN = ("theme_fields", "target_groups")
DATES = ("period_start", "period_end")
BOXES = ("offers_visit", "offers_talk")
TEXTS = (
    *("title", "intro", "summary", "status", "budget_class", "staff_effort"),
    *("contact_role", "contact_organisation", "contact_email"),
)
# What a form of a fact sheet has of text that somebody writes.
PROSE = ("title", "intro", "summary", *LINES)


def describe_page(page):
    """What a form that nobody has changed yet sends, by field."""
    return (
        {name: getattr(page, name) for name in TEXTS}
        | {name: "\n".join(line.value for line in getattr(page, name)) for name in LINES}
        | {name: [str(one.pk) for one in getattr(page, name).all()] for name in CHOSEN}
        | {name: ((day := getattr(page, name)) and day.isoformat()) or "" for name in DATES}
        | {name: "on" if getattr(page, name) else "" for name in BOXES}
        | {
            "municipality": str(page.municipality_id),
            "quarter": page.quarter.title if page.quarter else "",
        }
    )


def write_values(page, values):
    """Changes the page, without saving it, to the values of a valid form."""
    for name in (*TEXTS, *DATES, *BOXES, "municipality"):
        setattr(page, name, values[name])
    for name in CHOSEN:
        setattr(page, name, list(values[name]))
    for name in LINES:
        setattr(page, name, [("line", text) for text in values[name]])
    page.quarter = find_quarter(values["municipality"], values["quarter"])


def find_quarter(municipality, title):
    if not title:
        return None
    known = municipality.quarters.filter(title__iexact=title).first()
    return known or Quarter.objects.create(municipality=municipality, title=title)


def make_page(author, values):
    """A new page, not yet in the tree."""
    return FactSheetPage(
        owner=author,
        live=False,
        has_unpublished_changes=True,
        programme=values["municipality"].programme,
        search_description=values["intro"],
    )
