"""What entries refer to, by the names that the files use."""

from collections import defaultdict

from wagtail.models import Page, Site

from cms.models import Clip, EditorialDocument, EditorialImage, ExternalLink, FactSheetPage, ImportedEntry
from groups.models import Group
from vocabulary.models import Municipality, Programme, TargetGroup, ThemeField


def by_slug(model):
    return lambda: {one.slug: one for one in model.objects.all()}


def by_entry(model, file, section):
    """Of models whose objects have no name of their own: as the file named them that they came from."""

    def find():
        start = f"{section}/"
        rows = ImportedEntry.objects.filter(file=file, key__startswith=start)
        keys = dict(rows.values_list("key", "object_id"))
        found = model.objects.in_bulk(keys.values())
        return {key.removeprefix(start): found[pk] for key, pk in keys.items() if pk in found}

    return find


def find_start_page():
    return Site.objects.get(is_default_site=True).root_page


def find_pages():
    """By path below the start page, and by the last part of it alone; several that share it are a list."""
    start, found, named = find_start_page(), {}, defaultdict(list)
    for page in Page.objects.descendant_of(start):
        found[describe_path(page, start)] = page
        named[page.slug].append(page)
    return {slug: pages[0] if len(pages) == 1 else pages for slug, pages in named.items()} | found


def describe_path(page, start):
    return page.url_path.removeprefix(start.url_path).strip("/")


LOOKUPS = {
    "theme field": by_slug(ThemeField),
    "target group": by_slug(TargetGroup),
    "programme": by_slug(Programme),
    "municipality": by_slug(Municipality),
    "clip": by_slug(Clip),
    "group": by_slug(Group),
    "fact sheet": by_slug(FactSheetPage),
    "document": by_entry(EditorialDocument, "documents", "documents"),
    "image": by_entry(EditorialImage, "media", "images"),
    "link": by_entry(ExternalLink, "links", "links"),
    "page": find_pages,
}


class References:
    """Each kind is read once, and again after something was undone."""

    def __init__(self):
        self.found = {}
        # (kind, name) of entries that could not be imported, and kinds of files that could not be read.
        self.failed, self.unreadable = set(), set()

    def clear(self):
        self.found = {}

    def find(self, kind, name):
        return self.load(kind).get(name)

    def load(self, kind):
        if kind not in self.found:
            self.found[kind] = LOOKUPS[kind]()
        return self.found[kind]

    def add(self, kind, name, one):
        if kind in self.found:
            self.found[kind][name] = one

    def is_blocked(self, kind, name=None):
        """Whether what is missing, one or any of the kind, only waits for a file to be mended."""
        if kind in self.unreadable:
            return True
        return (kind, name) in self.failed if name else any(failed == kind for failed, _ in self.failed)
