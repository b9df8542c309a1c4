"""Films without captions or transcript and images without a description: why, by whom, and where one reads it."""

import gc

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.models import Clip, EditorialImage
from tests.files.samples import encoded, photo
from tests.support.database.undoing import each
from tests.support.pages.admin import text
from tests.support.pages.forms import words

REASON = "Die Untertitel werden bis Mai nachgeliefert."
REPORT = "/redaktion/reports/ohne-text/"
ADD_CLIP = "/redaktion/snippets/cms/clip/add/"
CAPTIONS = {"captions": b"WEBVTT"}
WHOLE = {"transcript": "Alles.", **CAPTIONS}


@pytest.fixture
def editor(db, client, emil):
    client.force_login(emil)
    return client


def file(name, content):
    return SimpleUploadedFile(name, content)


def add_clip(editor, *, captions=b"", **fields):
    sent = {"title": "Neu", "slug": "neu", "seconds": 5, "film": file("a.webm", b"film")}
    sent |= {"poster": file("a.png", encoded(photo()))} | fields
    return editor.post(ADD_CLIP, sent | ({"captions": file("a.vtt", captions)} if captions else {}))


def add_image(editor, **fields):
    sent = {"title": "Platz", "file": file("a.png", encoded(photo(), "PNG"))}
    return editor.post(reverse("wagtailimages:add"), sent | fields)


@each(
    ("fields", "lacks"),
    [({}, "Untertitel, Abschrift"), (CAPTIONS, "Abschrift"), ({"transcript": "Alles."}, "Untertitel")],
)
def test_a_film_that_lacks_something_is_not_saved_without_a_reason(fields, lacks, editor):
    response = add_clip(editor, **fields)
    assert response.context["form"].errors == {
        "missing_reason": [f"Zum Film fehlt: {lacks}. Sagen Sie bitte, warum."]
    }
    assert not Clip.objects.exists()
    add_clip(editor, **fields, missing_reason=REASON)
    clip = Clip.objects.get()
    assert (clip.lacks, clip.missing_reason) == (lacks, REASON)


def test_a_film_that_has_everything_needs_no_reason_and_keeps_none(editor):
    add_clip(editor, **WHOLE, missing_reason=REASON)
    assert (Clip.objects.get().lacks, Clip.objects.get().missing_reason) == ("", "")
    assert not ModelLogEntry.objects.filter(action="cms.missing_reason").exists()


def test_the_history_says_who_gave_the_reason_and_when(editor, emil):
    add_clip(editor, missing_reason=REASON)
    clip = Clip.objects.get()
    entry = ModelLogEntry.objects.get(action="cms.missing_reason")
    assert (entry.user, entry.data, entry.object_id) == (emil, {"reason": REASON}, str(clip.pk))
    assert REASON in text(editor.get(f"/redaktion/snippets/cms/clip/history/{clip.pk}/"))


def test_a_broken_poster_and_a_missing_reason_are_told_together(editor):
    errors = add_clip(editor, poster=file("a.png", b"x")).context["form"].errors
    assert set(errors) == {"poster", "missing_reason"}


def test_an_image_without_a_description_needs_a_reason(editor):
    response = add_image(editor)
    assert response.context["form"].errors == {
        "missing_reason": ["Beschreiben Sie das Bild, oder sagen Sie, warum nicht."]
    }
    add_image(editor, missing_reason="Schmückt nur.")
    assert EditorialImage.objects.get().missing_reason == "Schmückt nur."
    assert ModelLogEntry.objects.filter(action="cms.missing_reason").count() == 1
    add_image(editor, description="Ein Platz mit Bäumen", missing_reason="Schmückt nur.")
    assert EditorialImage.objects.latest("pk").missing_reason == ""


@pytest.mark.filterwarnings("ignore:unclosed file .*original_images:ResourceWarning")
@pytest.mark.parametrize("fields", [{"description": "Ein Platz"}, {"missing_reason": "Schmückt nur."}])
def test_several_images_at_once_become_images_when_each_is_described(fields, editor):
    sent = {"title": "Platz", "files[]": file("a.png", encoded(photo(), "PNG"))}
    answer = editor.post(reverse("wagtailimages:add_multiple"), sent).json()
    assert answer["success"]
    assert not EditorialImage.objects.exists()
    pk = answer["uploaded_file_id"]
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[pk])
    prefix = f"uploaded-image-{pk}"
    refused = editor.post(address, {f"{prefix}-title": "Platz"}).json()
    assert (refused["success"], "sagen Sie, warum nicht" in refused["form"]) == (False, True)
    named = {f"{prefix}-{name}": value for name, value in fields.items()}
    assert editor.post(address, {f"{prefix}-title": "Platz"} | named).json()["success"]
    assert EditorialImage.objects.get().title == "Platz"
    # Wagtail leaves the file open that it makes an image of.
    gc.collect()


def test_readers_are_told_what_a_film_lacks_and_why(demo, client):
    clip = Clip.objects.first()
    page = "/mediathek/"
    assert "Es fehlt" not in words(client.get(page).content.decode())
    Clip.objects.filter(pk=clip.pk).update(captions="", missing_reason=REASON)
    html = client.get(page).content.decode()
    assert f"Es fehlt: Untertitel. {REASON}" in words(html)
    assert 'src=""' not in html
    Clip.objects.filter(pk=clip.pk).update(transcript="")
    assert f"Es fehlt: Untertitel, Abschrift. {REASON}" in words(client.get(page).content.decode())


def test_the_report_lists_what_lacks_text_with_reason_person_and_day(editor):
    assert "Alle Filme haben Untertitel" in text(editor.get(REPORT))
    add_clip(editor, missing_reason=REASON)
    add_clip(editor, **WHOLE, slug="ganz", title="Ganz")
    EditorialImage.objects.create(
        title="Alt", file=ContentFile(encoded(photo(), "PNG"), "alt.png"), width=1, height=1
    )
    response = editor.get(REPORT)
    said = text(response)
    assert [row["title"] for row in response.context["object_list"]] == ["Alt", "Neu"]
    assert "Alt Bild Beschreibung noch keiner" in said
    assert f"Neu Film Untertitel, Abschrift {REASON}" in said
    assert "Emil Emilsen" in said
    assert REASON in b"".join(editor.get(f"{REPORT}?export=csv")).decode()


def test_the_report_asks_as_often_with_twenty_rows_as_with_two(editor):
    def asked():
        editor.get(REPORT)
        with CaptureQueriesContext(connection) as queries:
            editor.get(REPORT)
        return len(queries)

    counts = []
    for start, end in ((0, 2), (2, 20)):
        for number in range(start, end):
            fields = {"title": f"{number}", "slug": f"{number}", "seconds": 1, "missing_reason": REASON}
            Clip.objects.create(film="a.webm", poster="a.png", **fields)
        counts.append(asked())
    assert counts[0] == counts[1]
