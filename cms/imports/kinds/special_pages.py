"""What only some page types of site_tree.json have."""

from django.core.exceptions import ValidationError

from cms.imports.kinds.cities import CityEntry, ProgrammeEntry
from cms.imports.pages import to_lines
from cms.imports.schema import Entry, Text, parse_entry
from cms.imports.section import set_fields
from cms.models import AdvicePage, CityPage, FormField, FormPage, ProgrammePage


class FormFieldEntry(Entry):
    label: str
    field_type: str
    help_text: Text = ""
    required: bool = True
    choices: Text = ""
    default_value: Text = ""


class FormEntry(Entry):
    form_title: str | None = None
    button: str | None = None
    recipient: str
    thanks: str | None = None
    fields: list[FormFieldEntry]


class StepEntry(Entry):
    title: str
    text: str


class AdviceEntry(Entry):
    kicker: Text = ""
    steps: list[StepEntry] = []
    costs: Text = ""
    phone: Text = ""
    hours: Text = ""
    examples: list[str] = []


def find_told(item, section, name, field, kind):
    """What cities.json tells about it; its own problems are reported there."""
    found = find_named(item.work.read_other("cities"), section, name)
    entry = parse_entry(kind, found[0])[0] if found else None
    if not entry:
        item.report_missing("municipality" if kind is CityEntry else "programme", name, field)
    return entry


def find_named(data, section, name):
    listed = data.get(section)
    return (
        [one for one in listed if isinstance(one, dict) and name and one.get("slug") == name]
        if listed
        else []
    )


def fill_city(item, page):
    name = item.entry.city
    town = item.find("municipality", name, "city")
    told = find_told(item, "cities", name, "city", CityEntry) if town else None
    if not told:
        return
    page.municipality = town
    page.population, page.population_note = told.population_approx, told.population_note
    page.facts, page.goals = to_lines(told.known_facts), to_lines(told.goals)
    page.quotes = [("quote", quote.model_dump()) for quote in told.quotes]
    page.experiences = [
        ("experience", {"theme_field": theme, "text": one.text})
        for place, one in enumerate(told.experiences)
        if (theme := item.find("theme field", one.theme_field, f"city.experiences[{place}].theme_field"))
    ]
    page.website = told.website
    page.contact_role, page.contact_email = told.contact_role, told.contact_email


def fill_programme(item, page):
    name = item.entry.program
    programme = item.find("programme", name, "program")
    told = find_told(item, "programs", name, "program", ProgrammeEntry) if programme else None
    if told:
        page.programme = programme
        page.phases = [("phase", phase.model_dump()) for phase in told.phases]
        page.funding_note = item.work.read_other("settings").get("funding_note", "")


def fill_form(item, page):
    form = item.entry.form
    if not form:
        item.add_problem("form", "is missing")
        return
    set_fields(page, form.model_dump(exclude={"fields"}, exclude_none=True))
    rows = [FormField(sort_order=order, **field.model_dump()) for order, field in enumerate(form.fields)]
    for place, row in enumerate(rows):
        try:
            row.full_clean(exclude=["page"])
        except ValidationError as refusal:
            item.add_refusal(refusal, f"form.fields[{place}].")
    page.form_fields = rows


def fill_advice(item, page):
    if advice := item.entry.advice:
        set_fields(page, advice.model_dump(exclude={"steps", "examples"}))
        page.steps = [("step", step.model_dump()) for step in advice.steps]
        page.examples = to_lines(advice.examples)


FILLERS = {CityPage: fill_city, ProgrammePage: fill_programme, FormPage: fill_form, AdvicePage: fill_advice}
# Fields of these pages, by where the files have them.
NAMES = {
    **{name: f"form.{name}" for name in FormEntry.model_fields},
    **{name: f"advice.{name}" for name in AdviceEntry.model_fields},
    "municipality": "city",
    "programme": "program",
    "population": "city.population_approx",
    "facts": "city.known_facts",
    **{name: f"city.{name}" for name in ("goals", "quotes", "experiences", "website")},
    **{name: f"city.{name}" for name in ("population_note", "contact_role", "contact_email")},
    "phases": "program.phases",
}
