"""What is imported, imported again, and changed on the site in between."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.log_actions import log

from cms.imports.kinds import FILES, special_pages
from cms.imports.kinds.press import PressEntry
from cms.models import (
    EditorialDocument,
    EditorialImage,
    ExternalLink,
    FactSheetPage,
    ImportedEntry,
    NewsPage,
    PressPage,
    StandardPage,
)
from demo.load import FOLDER
from home.models import HomePage
from tests.cms.imports.conftest import DOCUMENT, EVENT, LINK, PAGES, PRESS, SHEET
from tests.support import sources


def numbers(folder):
    """What the last import said of each file, without its ending."""
    return dict(line.split(".json: ") for line in folder.said if line.count(": ") == 1 and ".json: " in line)


@pytest.fixture
def loaded(folder):
    assert folder.load().failed == ""
    return folder


def test_each_file_becomes_what_it_says(loaded, client):
    assert set(numbers(loaded).values()) == {"1 created", "5 created, 1 updated"}
    sheet = FactSheetPage.objects.get()
    assert (sheet.municipality.title, [theme.title for theme in sheet.theme_fields.all()]) == (
        "Ulm",
        ["Klima"],
    )
    for address in (
        "/steckbriefe/ulm-garten/",
        "/termine/treffen/",
        "/presse/garten/",
        "/aktuelles/neues/",
        "/",
    ):
        assert client.get(address).status_code == 200
    assert b"".join(client.get(EditorialDocument.objects.get().url)) == b"%PDF-1.7 Plan"
    assert EditorialImage.objects.get().get_rendition("max-100x100").width


def test_a_second_run_changes_nothing(loaded):
    before = list(ImportedEntry.objects.order_by("pk").values())
    loaded.load()
    assert set(numbers(loaded).values()) == {"1 unchanged", "6 unchanged"}
    assert list(ImportedEntry.objects.order_by("pk").values()) == before


def test_the_demo_imported_again_changes_nothing(demo, folder):
    folder.path = FOLDER
    folder.load()
    assert folder.failed == ""
    assert {re.sub(r"\d+ ", "", said) for said in numbers(folder).values()} == {"unchanged"}
    assert numbers(folder)["steckbriefe"] == "52 unchanged"


def test_a_changed_entry_changes_its_page_and_no_other(loaded):
    page, start = FactSheetPage.objects.get(), HomePage.objects.get()
    other = SHEET | {"slug": "ulm-zwei", "related": ["ulm-garten"], "documents": ["plan"]}
    loaded.write(
        "steckbriefe", {"steckbriefe": [SHEET | {"title": "Gärten", "related": ["ulm-zwei"]}, other]}
    )
    assert numbers(loaded.load())["steckbriefe"] == "1 created, 1 updated"
    page.refresh_from_db()
    assert (page.title, page.latest_revision.object_str, page.has_unpublished_changes) == (
        "Gärten",
        "Gärten",
        False,
    )
    second = FactSheetPage.objects.get(slug="ulm-zwei")
    assert [row.other for one in (page, second) for row in one.related.all()] == [second, page]
    assert second.latest_revision is None
    assert HomePage.objects.get().latest_revision_id == start.latest_revision_id


def change_by_hand(what):
    if isinstance(what, FactSheetPage):
        what.title = "Von Emil"
        what.save_revision().publish()
    else:
        type(what).objects.filter(pk=what.pk).update(title="Von Emil")
        log(what, "wagtail.edit")


def test_what_was_changed_on_the_site_since_is_left_alone_unless_it_is_overwritten(loaded):
    changed = {
        "steckbriefe": (FactSheetPage, [SHEET | {"title": "Neu"}]),
        "links": (ExternalLink, [LINK | {"title": "Neu"}]),
        "documents": (EditorialDocument, [DOCUMENT | {"title": "Neu"}]),
    }
    for name, (model, entries) in changed.items():
        change_by_hand(model.objects.get())
        loaded.write(name, {name: entries})
    loaded.load()
    assert loaded.failed == ""
    assert "links.json: links/1: was changed on the site since (--overwrite replaces it)" in loaded.said
    assert {numbers(loaded)[name] for name in changed} == {"1 left alone"}
    assert {model.objects.get().title for model, _ in changed.values()} == {"Von Emil"}
    loaded.load("--overwrite")
    assert {model.objects.get().title for model, _ in changed.values()} == {"Neu"}


def test_what_is_on_the_site_already_is_known_by_its_address(loaded):
    ImportedEntry.objects.filter(file__in=["steckbriefe", "news"]).delete()
    change_by_hand(FactSheetPage.objects.get())
    loaded.load()
    assert numbers(loaded)["steckbriefe"] == "1 left alone"
    assert numbers(loaded)["news"] == "1 updated"
    assert FactSheetPage.objects.count() == NewsPage.objects.count() == 1


def test_what_was_deleted_on_the_site_stays_so(loaded):
    FactSheetPage.objects.get().delete()
    assert numbers(loaded.load())["steckbriefe"] == "1 left alone"
    loaded.load("--overwrite")
    assert FactSheetPage.objects.get().title == "Garten"


def test_what_is_no_longer_in_a_file_stays_and_is_told(loaded):
    loaded.write("links", {"links": []})
    loaded.load()
    assert "links.json: 1 no longer in the file, left on the site: links/1" in loaded.said
    assert ExternalLink.objects.exists()


def test_a_dry_run_says_the_same_and_changes_nothing(folder):
    folder.load("--dry-run")
    assert set(numbers(folder).values()) == {"1 created", "5 created, 1 updated"}
    assert "This was a dry run: nothing is changed." in folder.said
    assert not ImportedEntry.objects.exists()
    assert not FactSheetPage.objects.exists()
    assert [path for path in folder.path.parent.glob("stored/**/*") if path.is_file()] == []


def test_another_file_under_the_same_name_replaces_the_document(loaded):
    old = EditorialDocument.objects.get().file
    loaded.put("documents/plan.pdf", b"%PDF-1.7 Ein anderer Plan")
    assert numbers(loaded.load())["documents"] == "1 updated"
    document = EditorialDocument.objects.get()
    assert document.file.read() == b"%PDF-1.7 Ein anderer Plan"
    assert document.file.name != old.name
    document.file.close()


def test_pages_for_members_and_embargoed_ones_stay_hidden(loaded, client):
    later = timezone.now() + timedelta(days=3)
    loaded.write("steckbriefe", {"steckbriefe": [SHEET | {"visibility": "intern"}]})
    loaded.write("press", {"press": [PRESS, PRESS | {"slug": "spaeter", "embargo_until": later.isoformat()}]})
    assert loaded.load().failed == ""
    assert client.get("/steckbriefe/ulm-garten/").status_code == 302
    assert client.get("/presse/spaeter/").status_code == 404
    assert PressPage.objects.get(slug="spaeter").embargo == later.replace(microsecond=later.microsecond)
    loaded.write("press", {"press": [PRESS | {"embargo_until": later.isoformat()}]})
    loaded.load()
    assert loaded.problems[0].startswith(
        "press.json: press/garten: embargo_until: Die Seite ist schon öffentlich"
    )


def test_pages_refer_to_pages_that_come_later_and_by_their_path(loaded, client):
    tiles = {"block": "kacheln", "title": "Weiter", "items": ["seite/drei", "vier"]}
    below = [PAGES["StandardPage"] | {"slug": slug, "title": slug} for slug in ("drei", "vier")]
    first = PAGES["StandardPage"] | {"slug": "eins", "body": [tiles]}
    second = PAGES["StandardPage"] | {"body": [tiles], "children": below}
    home = {"slug": "start", "page_type": "HomePage", "title": "Start", "intro": "Willkommen."}
    loaded.write("site_tree", {"pages": home | {"children": [first, *list(PAGES.values())[:-1], second]}})
    assert loaded.load().failed == ""
    page = client.get("/eins/").content.decode()
    assert '"/seite/drei/"' in page
    assert '"/seite/vier/"' in page
    assert client.get("/seite/drei/").status_code == 200
    assert StandardPage.objects.count() == 4


def test_on_a_terminal_a_bar_shows_how_far_it_is(folder, capsys, monkeypatch):
    monkeypatch.setattr("django.core.management.base.OutputWrapper.isatty", lambda _: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    folder.load()
    assert "steckbriefe" in capsys.readouterr().out
    assert numbers(folder)["steckbriefe"] == "1 created"


def test_a_demonstration_moves_its_dates_to_weekdays_around_today(loaded):
    loaded.write("events", {"events": [EVENT | {"slug": "bald", "demo_offset_days": 20}]})
    assert loaded.load().failed == ""
    start = timezone.localtime(loaded_event().start)
    assert timedelta(17) <= start.date() - timezone.localdate() <= timedelta(20)
    assert (start.weekday() < 5, start.hour, start.minute) == (True, 9, 30)


def loaded_event():
    from cms.models import EventPage

    return EventPage.objects.get(slug="bald")


def test_the_docs_name_each_field():
    text = (sources.ROOT / "docs" / "import.md").read_text()
    entries = [section.entry for kind in FILES.values() for section in kind.sections]
    entries += [special_pages.FormFieldEntry, special_pages.StepEntry, PressEntry]
    missing = {name for entry in entries for name in entry.model_fields if f"`{name}`" not in text}
    assert missing == set()
