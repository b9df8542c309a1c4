"""Start pages as they were stored before their blocks became those of all pages."""

import json

import pytest

from home.models import HomePage
from tests.support.database.migrating import migrate_to

BEFORE = ("home", "0009_root_title")
FORMER = [
    {"type": "hero", "value": {"title": "Auftakt", "text": "x", "links": []}, "id": "1"},
    {"type": "news", "value": {"title": "Aktuelles", "count": 3}, "id": "2"},
    {"type": "map", "value": {"title": "Mit Seite", "more": 2}, "id": "3"},
    {"type": "map", "value": {"title": "Ohne", "more": None}, "id": "4"},
    {"type": "tiles", "value": {"title": "Wohin", "pages": []}, "id": "5"},
    {"type": "funding", "value": {"text": "Vom Land."}, "id": "6"},
]


@pytest.mark.usefixtures("own_database")
def test_stored_blocks_keep_what_they_say_forth_and_back():
    home = HomePage.objects.get()
    home.save_revision().publish()
    apps = migrate_to(BEFORE)
    write(apps, FORMER)
    migrate_to()
    home = HomePage.objects.get()
    for body in (home.body, home.get_latest_revision_as_object().body):
        assert [block.block_type for block in body] == [block["type"] for block in FORMER]
        assert [block.value["more_label"] for block in body if block.block_type == "map"] == [
            *("Über die StadtLabore", "")
        ]
        assert [list(block.value["programmes"]) for block in body if block.block_type == "map"] == [[], []]
    migrate_to(BEFORE)
    migrate_to()
    again = HomePage.objects.get().body
    assert [block.value["more_label"] for block in again if block.block_type == "map"] == [
        "Über die StadtLabore",
        "",
    ]


def write(apps, body):
    page = apps.get_model("home.HomePage").objects.get()
    page.body = json.dumps(body)
    page.save(update_fields=["body"])
    for revision in apps.get_model("wagtailcore.Revision").objects.filter(object_id=str(page.pk)):
        revision.content["body"] = json.dumps(body)
        revision.save(update_fields=["content"])
