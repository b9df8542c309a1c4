"""links.json: external links."""

from typing import ClassVar

from cms.imports.schema import Entry, Text
from cms.imports.section import ThemedSection, set_fields
from cms.models import ExternalLink


class LinkEntry(Entry):
    unread: ClassVar = frozenset({"source_note", "expected_status", "language", "new_window", "last_checked"})
    id: int
    url: str
    title: str
    category: str
    description: Text = ""
    theme_fields: list[str] = []
    is_demo: bool = False


class LinkSection(ThemedSection):
    name, kind, entry, model = "links", "link", LinkEntry, ExternalLink

    def get_name(self, raw):
        return raw.get("id")

    def find_existing(self, items):
        urls = {item.raw.get("url"): item.name for item in items if isinstance(item.raw.get("url"), str)}
        return {urls[link.url]: link for link in ExternalLink.objects.filter(url__in=urls)}

    def fill(self, item, instance):
        set_fields(instance, item.entry.model_dump(exclude={"id", "theme_fields"}))


SECTIONS = (LinkSection(),)
UNREAD = frozenset()
