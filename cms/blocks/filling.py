"""What a reader may see of the blocks of a page: each kind of block asks once, however many there are of it."""

from itertools import pairwise

from django.db.models import prefetch_related_objects
from wagtail.models import Page

from cms import limits
from cms.access import find_open_documents, open_to
from cms.blocks.body import stand_beside
from cms.indexes import find_index
from cms.library.teaser import find_teaser
from cms.pages.events import EventIndexPage, EventPage
from cms.pages.library.fact_sheet import FactSheetPage
from cms.pages.library.fact_sheet_index import FactSheetIndexPage
from cms.pages.library.places import map_choices
from cms.pages.news import KINDS, NewsIndexPage, describe_rows, find_news


def fill_blocks(blocks, request):
    """Sets what each block shows to this reader: titles of what is closed to them, or unpublished, are told nowhere."""
    kinds = {}
    for first, second in pairwise(blocks):
        if stand_beside(first, second):
            first.value.is_beside_events = True
    for block in blocks:
        kinds.setdefault(block.block_type, []).append(block.value)
    for kind, values in kinds.items():
        if fill := FILLERS.get(kind):
            fill(values, request)


def collect(values, name):
    """What is chosen in the lists, or in the fields, of this name; without what was deleted since."""
    chosen = (value[name] for value in values)
    lists = (one if hasattr(one, "__iter__") else [one] for one in chosen)
    return [one for several in lists for one in several if one]


def show_found(values, name, found):
    """Of each list those that were found, in its order; `found` by key."""
    for value in values:
        value.shown = [found[one.pk] for one in value[name] if one and one.pk in found]


def find_open(values, name, request, *, as_typed=False):
    """Of the pages that are chosen, those that are published and open to the reader, by key."""
    chosen = {page.pk for page in collect(values, name)}
    if not chosen:
        return {}
    pages = Page.objects.live().filter(open_to(request), pk__in=chosen)
    return {page.pk: page for page in (pages.specific() if as_typed else pages)}


def fill_documents(values, request):
    chosen = {document.pk for document in collect(values, "documents")}
    show_found(values, "documents", find_open_documents(request).in_bulk(chosen))


def fill_clips(values, request):
    prefetch_related_objects(collect(values, "clips"), "municipality")


def fill_images(values, request):
    prefetch_related_objects(collect(values, "image"), "renditions")


def fill_people(values, request):
    people = collect(values, "people")
    prefetch_related_objects(collect(people, "portrait"), "renditions")


def fill_fact_sheets(values, request):
    chosen = {page.pk for page in collect(values, "sheets")}
    show_found(values, "sheets", FactSheetPage.objects.shown_to(request).with_rows().in_bulk(chosen))
    set_more(values, find_index(FactSheetIndexPage, request))


def fill_events(values, request):
    """Those that are chosen, or the next ones."""
    events = EventPage.objects.live().filter(open_to(request)).with_places().prefetch_related("theme_fields")
    choosing = [value for value in values if len(value["events"])]
    if choosing:
        show_found(choosing, "events", events.in_bulk({page.pk for page in collect(choosing, "events")}))
    if others := [value for value in values if not len(value["events"])]:
        show_first(others, events.upcoming().order_by("start", "pk"))
    set_more(values, find_index(EventIndexPage, request))


def fill_news(values, request):
    """Those beside events leave them to that list."""
    others = [kind for kind in KINDS if kind.model is not EventPage]
    for is_beside, shown in ((False, KINDS), (True, others)):
        if some := [value for value in values if value.is_beside_events is is_beside]:
            show_first(some, find_news(request, shown), describe_rows)
    set_more(values, find_index(NewsIndexPage, request))


def show_first(values, rows, describe=list):
    """As many of the rows as each block wants; a draft may say nothing of that."""
    counts = [value["count"] or limits.ENTRIES_BY_DEFAULT for value in values]
    found = describe(rows[: max(counts)])
    for value, number in zip(values, counts, strict=True):
        value.shown = found[:number]


def fill_tiles(values, request):
    show_found(values, "pages", find_open(values, "pages", request, as_typed=True))


def fill_maps(values, request):
    pages = find_open(values, "more", request)
    for value, mapped in zip(values, map_choices(map(describe_map, values), request), strict=True):
        value.shown = mapped
        value.more_page = value["more"] and pages.get(value["more"].pk)


def describe_map(value):
    """Without any choice it shows all programmes."""
    programmes, towns = value["programmes"], value["municipalities"]
    everything = not len(programmes) and not len(towns)
    keys = None if everything else {one.pk for one in programmes if one}
    return f"karte-{value.anchor}", keys, [town for town in towns if town]


def fill_actions(values, request):
    pages = find_open(values, "page", request)
    for value in values:
        value.target = value["page"] and pages.get(value["page"].pk)


def fill_library(values, request):
    """The start page has one of them."""
    for value in values:
        value.shown, value.number = find_teaser(request, value["sheet"] and value["sheet"].pk)
    set_more(values, find_index(FactSheetIndexPage, request))


def set_more(values, page):
    for value in values:
        value.more_page = page


FILLERS = {
    "documents": fill_documents,
    "clips": fill_clips,
    "image": fill_images,
    "people": fill_people,
    "fact_sheets": fill_fact_sheets,
    "library": fill_library,
    "events": fill_events,
    "news": fill_news,
    "tiles": fill_tiles,
    "map": fill_maps,
    "action": fill_actions,
}
