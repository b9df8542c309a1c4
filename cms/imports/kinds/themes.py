"""themes.json: theme fields and target groups. Statuses and classes of size and costs are part of the program."""

from typing import ClassVar

from cms.imports.schema import Entry, Slug, Text
from cms.imports.section import Section, set_fields
from vocabulary.models import TargetGroup, ThemeField


class ThemeEntry(Entry):
    unread: ClassVar = frozenset({"icon", "source_reference", "is_demo"})
    slug: Slug
    title: str
    short_title: Text = ""
    question: Text = ""
    description: Text = ""
    order: int = 0


class ThemeSection(Section):
    name, kind, entry, model = "themes", "theme field", ThemeEntry, ThemeField

    def fill(self, item, instance):
        set_fields(instance, item.entry.model_dump())


class TargetGroupEntry(Entry):
    slug: Slug
    title: str


class TargetGroupSection(Section):
    name, kind, entry, model = "target_groups", "target group", TargetGroupEntry, TargetGroup

    def fill(self, item, instance):
        set_fields(instance, item.entry.model_dump() | {"order": item.place})


SECTIONS = (ThemeSection(), TargetGroupSection())
UNREAD = frozenset({"statuses", "budget_classes", "city_size_classes"})
