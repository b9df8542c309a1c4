"""Fact sheets with what belongs to them, and what cities and programmes have besides their place in the tree."""

from decimal import Decimal

from cms.models import (
    FactSheetClip,
    FactSheetDocument,
    FactSheetIndexPage,
    FactSheetPage,
    RelatedFactSheet,
    Reuse,
)
from demo.load import read_content
from demo.load.files import clips_by_slug
from demo.load.publishing import add_page, documents_by_slug, restrict_to_members, to_lines
from vocabulary.models import Municipality, Programme, Quarter, TargetGroup, ThemeField

LISTS = ("goals", "success_factors", "stumbling_blocks", "lessons", "partners", "funding")
TEXTS = (
    "origin_note",
    "summary",
    "status",
    "budget_class",
    "staff_effort",
    "start_up_time",
    "transferability",
    "evidence",
    "language",
    "period_start",
    "period_end",
    "last_reviewed",
    "review_after_days",
)


def load_fact_sheets():
    parent = FactSheetIndexPage.objects.get()
    sources = read_content("steckbriefe")["steckbriefe"]
    towns = {town.slug: town for town in Municipality.objects.all()}
    themes, target_groups = (
        {one.slug: one for one in model.objects.all()} for model in (ThemeField, TargetGroup)
    )
    documents, clips = documents_by_slug(), clips_by_slug()
    pages = {}
    for source in sources:
        page = make_fact_sheet(source, towns)
        page.theme_fields = [themes[slug] for slug in source["theme_fields"]]
        page.target_groups = [target_groups[slug] for slug in source["target_groups"]]
        page.reuses = [make_reuse(reuse, towns) for reuse in source["reused_by"]]
        page.documents = list_documents(source, documents)
        page.clips = [FactSheetClip(clip=clips[slug]) for slug in source["media"]]
        add_page(parent, page, source["last_reviewed"])
        if source["visibility"] == "intern":
            restrict_to_members(page)
        pages[source["slug"]] = page
    RelatedFactSheet.objects.bulk_create(
        RelatedFactSheet(page=pages[source["slug"]], other=pages[slug], sort_order=order)
        for source in sources
        for order, slug in enumerate(source["related"])
    )


def list_documents(source, documents):
    templates = source.get("templates", ())
    return [
        FactSheetDocument(document=documents[slug], is_template=slug in templates)
        for slug in source["documents"]
    ]


def make_fact_sheet(source, towns):
    town = towns[source["city"]]
    quarter, _ = Quarter.objects.get_or_create(municipality=town, title=source["quarter"])
    return FactSheetPage(
        slug=source["slug"],
        title=source["title"],
        intro=source["teaser"],
        search_description=source["teaser"],
        number=source["id"],
        is_demo=source["is_demo"],
        municipality=town,
        quarter=quarter,
        programme=town.programme,
        location_note=source["location_precision"],
        accessibility_notes=source["accessibility_notes"] or "",
        contact_role=source["contact"]["role"],
        contact_organisation=source["contact"]["organisation"],
        contact_email=source["contact"]["email"],
        offers_visit=source["offers_visit"],
        offers_talk=source["offers_peer_call"],
        lat=Decimal(str(source["lat"])),
        lon=Decimal(str(source["lon"])),
        **{name: source[name] for name in TEXTS},
        **{name: to_lines(source[name]) for name in LISTS},
    )


def make_reuse(source, towns):
    return Reuse(
        municipality=towns[source["city"]],
        note=source["note"],
        date=source["date"],
        is_demo=source["is_demo"],
    )


def describe_city(source):
    """The own values of a CityPage."""
    city = next(city for city in read_content("cities")["cities"] if city["slug"] == source["city"])
    return {
        "municipality": Municipality.objects.get(slug=city["slug"]),
        "population": city["population_approx"],
        "population_note": city["population_note"],
        "facts": to_lines(city["known_facts"]),
        "goals": to_lines(city.get("goals", ())),
        "quotes": [("quote", {"person": ""} | quote) for quote in city.get("quotes", ())],
        "experiences": [("experience", describe_experience(one)) for one in city.get("experiences", ())],
        "website": city["website"] or "",
        "contact_role": city["contact_role"],
        "contact_email": city["contact_email"],
    }


def describe_experience(source):
    return {"theme_field": ThemeField.objects.get(slug=source["theme_field"]), "text": source["text"]}


def describe_programme(source):
    """The own values of a ProgrammePage."""
    described = next(one for one in read_content("cities")["programs"] if one["slug"] == source["program"])
    return {
        "programme": Programme.objects.get(slug=source["program"]),
        "phases": [("phase", phase) for phase in described.get("phases", ())],
        "funding_note": read_content("settings")["funding_note"],
    }
