"""media.json: films and clips, and images; the files have paths below the folder."""

from typing import ClassVar

from cms.imports.folder import hash_file
from cms.imports.item import check
from cms.imports.schema import Entry, Slug, Text
from cms.imports.section import Section, set_fields
from cms.imports.uploads import note_files, put_file
from cms.models import Clip, EditorialImage
from cms.uploads.image_form import PictureField

# Our field to that of the entry.
CLIP_FILES = {"film": "file", "poster": "poster", "captions": "captions_vtt"}


class ClipEntry(Entry):
    unread: ClassVar = frozenset({"type", "program", "demo_notice", "has_captions", "source_note"})
    slug: Slug
    title: str
    duration_seconds: int
    city: Text = ""
    file: str
    poster: str
    captions_vtt: str
    transcript: str
    theme_fields: list[str] = []
    has_sign_language: bool = False
    is_demo: bool = False


class FileSection(Section):
    """`sources`: the fields of the entry that name files."""

    sources = ()

    def get_digested(self, work, raw):
        return [raw, *(hash_file(work.run.folder, raw.get(name)) for name in self.sources)]

    def change(self, item):
        self.fill(item, item.target)
        check(item, item.target)
        if not item.failed:
            item.target.save()
            note_files(item)


class ClipSection(FileSection):
    name, kind, entry, model = "media", "clip", ClipEntry, Clip
    names = CLIP_FILES | {"seconds": "duration_seconds"}
    sources = tuple(CLIP_FILES.values())

    def change(self, item):
        themes = item.find_all("theme field", item.entry.theme_fields, "theme_fields")
        super().change(item)
        if not item.failed:
            item.target.theme_fields.set(themes)

    def fill(self, item, instance):
        entry = item.entry
        set_fields(
            instance,
            entry.model_dump(include={"slug", "title", "transcript", "has_sign_language", "is_demo"}),
        )
        instance.seconds = entry.duration_seconds
        instance.municipality = item.find_optional("municipality", entry.city, "city")
        for field, source in CLIP_FILES.items():
            put_file(item, instance, field, getattr(entry, source), source, entry.slug)


class ImageEntry(Entry):
    slug: Slug
    title: str
    file: str
    description: Text = ""
    credit: Text = ""


class ImageSection(FileSection):
    name, kind, entry, model = "images", "image", ImageEntry, EditorialImage
    sources = ("file",)

    def find_existing(self, _items):
        """Images have no name that stays: only an import knows them again."""
        return {}

    def fill(self, item, instance):
        entry = item.entry
        set_fields(instance, entry.model_dump(include={"title", "description", "credit"}))
        check_image = PictureField(label="Bild").clean
        if put_file(item, instance, "file", entry.file, "file", entry.slug, [check_image]):
            instance._set_image_file_metadata()
            if instance.pk:
                instance.renditions.all().delete()


SECTIONS = (ClipSection(), ImageSection())
UNREAD = frozenset()
