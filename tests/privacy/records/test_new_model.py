"""A new model with personal data needs its line in the app's `personal_data.py`, and nothing else."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.db import connection, models
from django.utils import timezone

import forum.personal_data
from accounts.models import User
from audit.processing_records import Field, OnDelete, ProcessingRecord
from privacy.deletion.rows import erase_rows
from privacy.export.archive import build_archive
from privacy.records.page import as_markdown


@pytest.fixture
def diary(db):
    """A model of the app forum, with its table. Django itself would do nothing when an account is deleted."""

    class Diary(models.Model):
        owner = models.ForeignKey(User, on_delete=models.DO_NOTHING, related_name="+")
        reader = models.ForeignKey(User, on_delete=models.DO_NOTHING, null=True, related_name="+")
        words = models.TextField()

        class Meta:
            app_label = "forum"

        def __str__(self):
            return f"Tagebuch {self.pk}"

    with connection.schema_editor() as editor:
        editor.create_model(Diary)
    yield Diary
    del apps.all_models["forum"]["diary"]
    apps.clear_cache()


@pytest.fixture
def declare(diary, monkeypatch):
    def declare(**fields):
        items = {name: Field(name.title(), "für den Test") for name in ("owner", "reader", "words")}
        about = {
            "model": "forum.Diary",
            "title": "Tagebuch",
            "items": items,
            "other": "id",
            "lifetime": "ein Tag",
        }
        record = ProcessingRecord(**about, of=lambda user: diary.objects.filter(owner=user), **fields)
        records = [*forum.personal_data.PROCESSING_RECORDS, record]
        monkeypatch.setattr(forum.personal_data, "PROCESSING_RECORDS", records)

    return declare


def test_its_line_is_printed_exported_and_followed_when_an_account_is_deleted(diary, declare, anna, ben):
    declare(traces={"reader": "words"})
    own = diary.objects.create(owner=anna, reader=ben, words="Meins")
    others = diary.objects.create(owner=ben, reader=anna, words="Bens")
    kept = diary.objects.create(owner=ben, reader=ben, words="Geheim")
    assert "### Tagebuch" in as_markdown().partition("## Themen und Beiträge")[2].partition("\n## ")[0]
    assert "wird gelöscht; steht Ihr Name unter „Reader“, wird er dort entfernt" in as_markdown()
    with ZipFile(BytesIO(build_archive(anna, timezone.now()))) as archive:
        tables = json.loads(archive.read("daten.json"))["tabellen"]
        assert [row["words"] for row in tables["forum.Diary"]] == ["Meins"]
        assert tables["forum.Diary.reader"] == [{"words": "Bens"}]
        assert "Tagebuch" in archive.read("uebersicht.html").decode()
    erase_rows(anna)
    anna.delete()
    connection.check_constraints()
    assert not diary.objects.filter(pk=own.pk).exists()
    assert list(diary.objects.order_by("pk").values_list("pk", "owner", "reader")) == [
        (others.pk, ben.pk, None),
        (kept.pk, ben.pk, ben.pk),
    ]


def test_rows_that_stay_lose_the_person_and_special_cases_are_named_in_the_line(diary, declare, anna, ben):
    erased = []
    declare(on_delete=OnDelete.EMPTY, erase=erased.append)
    diary.objects.create(owner=ben, reader=anna, words="Bens")
    erase_rows(anna)
    assert erased == [anna]
    assert diary.objects.get().reader is None
