"""site_tree.json: the tree of pages; those of one kind that have a file of their own come from there."""

from typing import ClassVar

from wagtail.models import Page, get_page_models

from cms.imports.blocks import Block, make_body
from cms.imports.item import check_streams
from cms.imports.kinds.special_pages import FILLERS, NAMES, AdviceEntry, FormEntry, find_named
from cms.imports.pages import PageSection
from cms.imports.references import describe_path
from cms.imports.schema import Entry, Slug, Text, Visibility
from cms.imports.section import set_fields
from cms.models import EventPage, FactSheetPage, NewsPage, PressPage
from cms.pages.base import BodyPage

ELSEWHERE = (EventPage, FactSheetPage, NewsPage, PressPage)
START = "/"
VALUES = {
    "title": "title",
    "intro": "intro",
    "plain_language": "leichte_sprache",
    "seo_title": "seo_title",
    "search_description": "search_description",
    "is_demo": "is_demo",
}


class PageEntry(Entry):
    """`slug` of the start page is not read. `city`, `program`, `form` and `advice`: for the page type that has them."""

    unread: ClassVar = frozenset({"path", "menu_title", "children"})
    slug: Slug
    page_type: str
    title: str
    intro: str
    body: list[Block] = []
    leichte_sprache: Text = ""
    seo_title: Text = ""
    search_description: Text = ""
    show_in_menu: bool = False
    visibility: Visibility = "oeffentlich"
    is_demo: bool = False
    city: Text = ""
    program: Text = ""
    form: FormEntry | None = None
    advice: AdviceEntry | None = None

    @property
    def leads(self):
        return any(block.leads for block in self.body)


def list_page_types():
    pages = [model for model in get_page_models() if issubclass(model, BodyPage)]
    return {model.__name__: model for model in pages if model not in ELSEWHERE}


class TreeSection(PageSection):
    name, kind, entry = "pages", "page", PageEntry
    model = Page
    names = NAMES | {name: source for name, source in VALUES.items() if name != source}

    def list_raw(self, work):
        root = work.data.get("pages")
        if root is None:
            return []
        return list(flatten_tree(work, root, START))

    def get_name(self, raw):
        return raw.get("path")

    def get_digested(self, work, raw):
        own = {name: value for name, value in raw.items() if name != "children"}
        cities, settings = work.read_other("cities"), work.read_other("settings")
        more = find_named(cities, "cities", raw.get("city"))
        more += find_named(cities, "programs", raw.get("program"))
        return [own, more, settings.get("funding_note") if raw.get("program") else None]

    def find_existing(self, items):
        start = items[0].work.run.start_page
        found = {describe_path(page, start): page for page in Page.objects.descendant_of(start)}
        return found | {START: start}

    def make(self, item):
        types = list_page_types()
        model = types.get(item.entry.page_type)
        if not model:
            item.add_problem("page_type", f"unknown; there are {', '.join(sorted(types))}")
            return None
        return model(slug=item.entry.slug)

    def create(self, item):
        page, parent = self.make(item), self.find_parent(item)
        if not (page and parent):
            return
        if not type(page).can_create_at(parent.specific):
            item.add_problem("page_type", f"a {item.entry.page_type} cannot stand here")
            return
        self.fill(item, page)
        check_streams(item, page)
        self.add_page(item, parent, page)
        item.target = page

    def find_parent(self, item):
        path = item.name.rpartition("/")[0]
        return item.find("page", path, "") if path else item.work.run.start_page

    def fill(self, item, page):
        entry = item.entry
        set_fields(page, {name: getattr(entry, source) for name, source in VALUES.items()})
        if item.name != START:
            page.show_in_menus = entry.show_in_menu
        if not entry.leads:
            page.body = make_body(item, entry.body, page)
        if filler := FILLERS.get(type(page)):
            filler(item, page)

    def complete(self, item):
        if not item.entry.leads:
            super().complete(item)
        else:
            # As it is now: pages that were created below it have changed it.
            item.target = type(item.target).objects.get(pk=item.target.pk)
            self.complete_fields(item, item.target)
            check_streams(item, item.target)
            if not item.failed:
                item.target.save()

    def complete_fields(self, item, page):
        if item.entry.leads:
            page.body = make_body(item, item.entry.body, page)

    def change(self, item):
        there = item.target.specific_class.__name__
        if there == item.entry.page_type:
            super().change(item)
        else:
            item.add_problem("page_type", f"the site has a {there} at this address")

    def list_references(self, item):
        return [("page", item.name), ("page", item.name.rpartition("/")[2])]


def flatten_tree(work, raw, path):
    """The pages of the tree, each after the one above it, with its `path` below the start page."""
    if not isinstance(raw, dict):
        yield raw
        return
    yield raw | {"path": path}
    children = raw.get("children", [])
    if not isinstance(children, list):
        work.report.add_problem(f"pages/{path}", "children", "should be a list")
        return
    for child in children:
        slug = child.get("slug") if isinstance(child, dict) else None
        below = f"{path}/{slug}".removeprefix("//") if isinstance(slug, str) else None
        yield from flatten_tree(work, child, below)


SECTIONS = (TreeSection(),)
UNREAD = frozenset()
