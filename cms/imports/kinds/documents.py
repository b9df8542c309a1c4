"""documents.json: documents, their files in documents/."""

from pathlib import PurePath
from typing import ClassVar

from wagtail.models import Collection, CollectionViewRestriction

from cms.imports.schema import MEMBERS_ONLY, Day, Entry, Slug, Text, Visibility
from cms.imports.section import ThemedSection, set_fields
from cms.imports.uploads import FileSection, put_file
from cms.models import EditorialDocument
from cms.uploads.document_content import check_document

SAME = {"title", "description", "licence", "author", "version", "is_demo"}


class DocumentEntry(Entry):
    unread: ClassVar = frozenset({"filetype", "language", "demo_notice", "body_text"})
    slug: Slug
    title: str
    filename: str
    collection: str
    visibility: Visibility = "oeffentlich"
    description: Text = ""
    theme_fields: list[str] = []
    author: Text = ""
    version: Text = ""
    date: Day | None = None
    pages: int | None = None
    licence: Text = ""
    alternative_format: Text = ""
    accessible_pdf: bool = False
    is_demo: bool = False


class DocumentSection(ThemedSection, FileSection):
    name, kind, entry, model = "documents", "document", DocumentEntry, EditorialDocument
    sources, folder = ("filename",), "documents/"
    names = {
        "file": "filename",
        "published_on": "date",
        "page_count": "pages",
        "alternative": "alternative_format",
        "is_accessible": "accessible_pdf",
    }

    def find_existing(self, _items):
        """Documents have no name that stays: only an import knows them again."""
        return {}

    def fill(self, item, instance):
        entry = item.entry
        set_fields(instance, entry.model_dump(include=SAME))
        instance.published_on, instance.page_count = entry.date, entry.pages
        instance.alternative, instance.is_accessible = entry.alternative_format, entry.accessible_pdf
        instance.collection = make_collection(entry.collection, entry.visibility in MEMBERS_ONLY)
        path, name = f"{self.folder}{entry.filename}", PurePath(entry.filename).stem
        if put_file(item, instance, "file", path, "filename", name, [check_document]):
            instance._set_document_file_metadata()


def make_collection(title, for_members):
    """The collection of this title; that for members is one of its own, which asks for signing in."""
    title = f"{title} für Mitglieder" if for_members else title
    found = Collection.objects.filter(name=title).first()
    if not found:
        found = Collection.get_first_root_node().add_child(name=title)
        if for_members:
            CollectionViewRestriction.objects.create(
                collection=found, restriction_type=CollectionViewRestriction.LOGIN
            )
    return found


SECTIONS = (DocumentSection(),)
UNREAD = frozenset()
