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
from demo.load import people, read_content
from demo.load.files import clips_by_slug
from demo.load.publishing import add_page, documents_by_slug, restrict_to_members, to_lines
from forum.models import Thread
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
        page = pages[source["slug"]] = make_fact_sheet(source, towns)
        page.theme_fields = [themes[slug] for slug in source["theme_fields"]]
        page.target_groups = [target_groups[slug] for slug in source["target_groups"]]
        page.documents = list_documents(source, documents)
        page.clips = [FactSheetClip(clip=clips[slug]) for slug in source["media"]]
        add_page(parent, page, source["last_reviewed"])
        if source["visibility"] == "intern":
            restrict_to_members(page)
        load_reuses(page, source, towns)
    RelatedFactSheet.objects.bulk_create(
        RelatedFactSheet(page=pages[source["slug"]], other=pages[slug], sort_order=order)
        for source in sources
        for order, slug in enumerate(source["related"])
    )
    link_threads(pages)


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


def load_reuses(page, source, towns):
    """Those that are confirmed, and what a member reported and nobody has decided on yet."""
    named = people.by_username() if source.get("reported_by") else {}
    for reuse in source["reused_by"]:
        values = {name: reuse[name] for name in ("note", "date", "is_demo")}
        Reuse.objects.create(page=page, municipality=towns[reuse["city"]], **values)
    for report in source.get("reported_by", ()):
        reporter = named[report["reporter"]]
        Reuse.objects.report(page, reporter, note=report["note"], date=report["date"])


def link_threads(pages):
    """The threads that members have begun about a fact sheet; they were loaded before it."""
    for group in read_content("groups")["groups"]:
        for topic in group["topics"]:
            if slug := topic.get("fact_sheet"):
                threads = Thread.objects.filter(group__slug=group["slug"], title=topic["title"])
                threads.update(page=pages[slug])


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
