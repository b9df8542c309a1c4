from os import SEEK_END

from django.core.files import File
from wagtail.models import Collection, CollectionViewRestriction

from cms.models import Clip, EditorialDocument, EditorialImage, ExternalLink
from cms.templatetags.picture_tags import wide_or_whole
from demo.load import FOLDER, read_content
from vocabulary.models import Municipality, ThemeField


def load_files():
    themes = {theme.slug: theme for theme in ThemeField.objects.all()}
    for document in read_content("documents")["documents"]:
        load_document(document, themes)
    ExternalLink.objects.bulk_create(
        ExternalLink(
            title=link["title"],
            url=link["url"],
            category=link["category"],
            description=link["description"],
            is_demo=link["is_demo"],
        )
        for link in read_content("links")["links"]
    )
    towns = {town.slug: town for town in Municipality.objects.all()}
    for clip in read_content("media")["media"]:
        load_clip(clip, towns.get(clip["city"]))
    for image in read_content("media")["images"]:
        load_image(image)


def make_collection(title, *, for_members):
    """The collection of documents of this title; those for members are one of its own, which asks for signing in."""
    title = f"{title} für Mitglieder" if for_members else title
    found = Collection.objects.filter(name=title).first()
    if not found:
        found = Collection.get_first_root_node().add_child(name=title)
        if for_members:
            CollectionViewRestriction.objects.create(
                collection=found, restriction_type=CollectionViewRestriction.LOGIN
            )
    return found


def clips_by_slug():
    return {clip.slug: clip for clip in Clip.objects.all()}


def load_document(document, themes):
    with (FOLDER / "documents" / document["filename"]).open("rb") as file:
        created = EditorialDocument(
            title=document["title"],
            file=File(file, name=document["filename"]),
            description=document["description"],
            published_on=document["date"],
            page_count=document["pages"],
            licence=document["licence"],
            alternative=document["alternative_format"] or "",
            is_accessible=document["accessible_pdf"],
            author=document["author"],
            version=document["version"],
            collection=make_collection(
                document["collection"], for_members=document["visibility"] == "mitglieder"
            ),
            is_demo=document["is_demo"],
            file_size=file.seek(0, SEEK_END),
        )
        created.save()
    created.tags.add(document["slug"])
    created.theme_fields.set([themes[slug] for slug in document["theme_fields"]])


def load_clip(clip, municipality):
    created = Clip(
        title=clip["title"],
        slug=clip["slug"],
        seconds=clip["duration_seconds"],
        municipality=municipality,
        transcript=clip["transcript"],
        has_sign_language=clip["has_sign_language"],
        is_demo=clip["is_demo"],
    )
    for field, source in (("film", "file"), ("poster", "poster"), ("captions", "captions_vtt")):
        path = FOLDER / clip[source]
        with path.open("rb") as file:
            getattr(created, field).save(f"{clip['slug']}{path.suffix}", File(file), save=False)
    created.save()


def load_image(image):
    """With all sizes in which pages show it, so that the first visitor does not wait for them."""
    with (FOLDER / image["file"]).open("rb") as file:
        created = EditorialImage(
            title=image["title"],
            file=File(file, name=f"{image['slug']}.png"),
            description=image["description"],
            credit=image["credit"],
        )
        created.save()
    created.tags.add(image["slug"])
    for is_wide in (True, False):
        wide_or_whole(created, is_wide, "")
