"""cities.json: programmes and municipalities, and what their pages in site_tree.json say of them."""

from typing import ClassVar

from cms.imports.schema import Day, Entry, Number, Slug, Text
from cms.imports.section import Section, set_fields
from vocabulary.models import Municipality, Programme


class PhaseEntry(Entry):
    title: str
    period: Text = ""
    text: Text = ""


class ProgrammeEntry(Entry):
    unread: ClassVar = frozenset({"city_count", "source", "phases_source"})
    slug: Slug
    title: str
    summary: Text = ""
    start: Day | None = None
    end: Day | None = None
    phases: list[PhaseEntry] = []


class ProgrammeSection(Section):
    name, kind, entry, model = "programs", "programme", ProgrammeEntry, Programme

    def fill(self, item, instance):
        set_fields(instance, item.entry.model_dump(exclude={"phases"}) | {"order": item.place})


class CityQuoteEntry(Entry):
    text: str
    person: Text = ""
    role: Text = ""


class ExperienceEntry(Entry):
    theme_field: str
    text: str


class CityEntry(Entry):
    """Below `mail_domains`: for the page."""

    unread: ClassVar = frozenset({"order", "image_alt", "placeholder_fields", "intro", "is_demo"})
    slug: Slug
    title: str
    program: Text = ""
    size_class: str
    is_municipality_only: bool = False
    lat: Number
    lon: Number
    mail_domains: list[str] = []
    population_approx: int | None = None
    population_note: Text = ""
    known_facts: list[str] = []
    goals: list[str] = []
    quotes: list[CityQuoteEntry] = []
    experiences: list[ExperienceEntry] = []
    website: Text = ""
    contact_role: Text = ""
    contact_email: Text = ""


class CitySection(Section):
    name, kind, entry, model = "cities", "municipality", CityEntry, Municipality
    names = {"is_town": "is_municipality_only", "programme": "program"}

    def fill(self, item, instance):
        entry = item.entry
        set_fields(
            instance, entry.model_dump(include={"slug", "title", "size_class", "lat", "lon", "mail_domains"})
        )
        instance.is_town = not entry.is_municipality_only
        instance.programme = item.find_optional("programme", entry.program, "program")


SECTIONS = (ProgrammeSection(), CitySection())
UNREAD = frozenset()
