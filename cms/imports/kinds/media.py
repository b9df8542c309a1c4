"""media.json: films and clips, and images; the files have paths below the folder."""

from typing import ClassVar

from cms.imports.schema import Entry, Slug, Text
from cms.imports.section import ThemedSection, set_fields
from cms.imports.uploads import FileSection, put_file
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


class ClipSection(ThemedSection, FileSection):
    name, kind, entry, model = "media", "clip", ClipEntry, Clip
    names = CLIP_FILES | {"seconds": "duration_seconds"}
    sources = tuple(CLIP_FILES.values())

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
