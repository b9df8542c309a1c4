"""Blocks of what the site has besides: files, links, groups, pages, and lists that come by themselves."""

from copy import copy
from typing import ClassVar, Literal

from pydantic import Field

from cms.imports.blocks.words import BlockEntry
from cms.imports.schema import Entry, Text
from cms.models import Clip, ExternalLink


class DocumentsEntry(BlockEntry):
    ours: ClassVar = "documents"
    block: Literal["dokumente"]
    title: str
    documents: list[str]

    def get_value(self, item, where):
        found = item.find_all("document", self.documents, f"{where}.documents")
        return {"title": self.title, "documents": found}


class LinksEntry(BlockEntry):
    """Those of the ids, or all of a category."""

    ours: ClassVar = "links"
    names: ClassVar = {"links": "ids"}
    block: Literal["linkliste"]
    title: str = "Externe Links"
    category: Text = ""
    ids: list[int] = []

    def get_value(self, item, where):
        if self.ids:
            found = item.find_all("link", [str(number) for number in self.ids], f"{where}.ids")
        else:
            found = list(ExternalLink.objects.filter(category=self.category).order_by("pk"))
            if not found:
                item.report_missing_any(
                    "link", f"{where}.category", f"there is no link of the category “{self.category}”"
                )
        return {"title": self.title, "links": found}


class GroupEntry(BlockEntry):
    ours: ClassVar = "group"
    block: Literal["gruppe"]
    group: str
    text: Text = ""

    def get_value(self, item, where):
        return {"text": self.text, "group": item.find("group", self.group, f"{where}.group")}


class ClipsEntry(BlockEntry):
    """The first ones, those with sign language before the others."""

    ours: ClassVar = "clips"
    names: ClassVar = {"clips": "limit"}
    unread: ClassVar = frozenset({"source"})
    block: Literal["medien"]
    limit: int = Field(ge=1)

    def get_value(self, _item, _where):
        return {"clips": list(Clip.objects.order_by("-has_sign_language", "pk")[: self.limit])}


class ImageEntry(BlockEntry):
    """Without `alt` it has to be marked as one that says nothing."""

    ours: ClassVar = "image"
    names: ClassVar = {"alt_text": "alt", "image": ""}
    block: Literal["bild"]
    image: str
    alt: Text = ""
    decorative: bool = False
    caption: Text = ""
    credit: Text = ""
    shape: Literal["whole", "wide"] = "whole"

    def get_value(self, item, where):
        image = copy(item.find("image", self.image, f"{where}.image"))
        if image:
            image.contextual_alt_text, image.decorative = self.alt, self.decorative
        return {"image": image, **self.model_dump(include={"caption", "credit", "shape"})}


class ActionEntry(BlockEntry):
    ours: ClassVar = "action"
    leads: ClassVar = True
    block: Literal["aufruf"]
    text: str
    label: str
    page: Text = ""
    link: Text = ""

    def get_value(self, item, where):
        page = item.find_optional("page", self.page, f"{where}.page")
        return {"text": self.text, "label": self.label, "link": self.link, "page": page}


class ButtonEntry(Entry):
    label: str
    page: str


class HeroEntry(BlockEntry):
    ours: ClassVar = "hero"
    leads: ClassVar = True
    block: Literal["hero"]
    title: str
    text: str
    links: list[ButtonEntry]

    def get_value(self, item, where):
        links = [
            {"label": link.label, "page": item.find("page", link.page, f"{where}.links[{place}].page")}
            for place, link in enumerate(self.links)
        ]
        return {"title": self.title, "text": self.text, "links": links}


class TilesEntry(BlockEntry):
    ours: ClassVar = "tiles"
    names: ClassVar = {"pages": "items"}
    leads: ClassVar = True
    block: Literal["kacheln"]
    title: str
    items: list[str]

    def get_value(self, item, where):
        return {"title": self.title, "pages": item.find_all("page", self.items, f"{where}.items")}


class MapEntry(BlockEntry):
    """All municipalities."""

    ours: ClassVar = "map"
    unread: ClassVar = frozenset({"source"})
    leads: ClassVar = True
    block: Literal["karte"]
    title: str
    more: Text = ""
    more_label: Text = ""

    def get_value(self, item, where):
        more = item.find_optional("page", self.more, f"{where}.more")
        fields = {"title": self.title, "more": more, "more_label": self.more_label}
        return fields | {"programmes": [], "municipalities": []}


class NewsEntry(BlockEntry):
    ours: ClassVar = "news"
    block: Literal["aktuelles"]
    title: str = "Aktuelles"
    count: int = 3


class EventsEntry(BlockEntry):
    ours: ClassVar = "events"
    block: Literal["veranstaltungen"]
    title: str = "Veranstaltungen"
    count: int = 3

    def get_value(self, _item, _where):
        return {"title": self.title, "events": [], "count": self.count}


class LibraryEntry(BlockEntry):
    ours: ClassVar = "library"
    block: Literal["bibliothek"]
    title: str = "Aus der Bibliothek"

    def get_value(self, _item, _where):
        return {"title": self.title, "sheet": None}


KINDS = (
    DocumentsEntry,
    LinksEntry,
    GroupEntry,
    ClipsEntry,
    ImageEntry,
    ActionEntry,
    HeroEntry,
    TilesEntry,
    MapEntry,
    NewsEntry,
    EventsEntry,
    LibraryEntry,
)
