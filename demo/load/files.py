from os import SEEK_END

from django.core.files import File

from cms.models import Clip, EditorialDocument, ExternalLink
from demo.load import FOLDER, read_content
from vocabulary.models import Municipality


def load_files():
    for document in read_content("documents")["documents"]:
        load_document(document)
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


def load_document(document):
    with (FOLDER / "documents" / document["filename"]).open("rb") as file:
        created = EditorialDocument(
            title=document["title"],
            file=File(file, name=document["filename"]),
            description=document["description"],
            published_on=document["date"],
            page_count=document["pages"],
            licence=document["licence"],
            alternative=document["alternative_format"],
            is_demo=document["is_demo"],
            file_size=file.seek(0, SEEK_END),
        )
        created.save()
    created.tags.add(document["slug"])


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
