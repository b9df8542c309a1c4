"""The form of a fact sheet saves itself, tells of another window, and does not let go what is not saved."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

SAVED = "Gespeichert. Nur Sie sehen den Text."
ELSEWHERE = "Das wurde inzwischen in einem anderen Fenster geändert."


@pytest.fixture
def draft(live, anna):
    from cms.models import Submission

    return Submission.objects.create(author=anna, typed={"title": "Werkstatt"}, saved_at=timezone.now())


def goals(page):
    return page.get_by_label("Ziele")


def test_what_is_typed_is_saved_and_another_window_is_told(open_page, watch, draft):
    watch.expected.append("409")
    page, other = open_page(), open_page()
    for one in (page, other):
        one.goto(draft.get_absolute_url())
    goals(page).fill("Weniger wegwerfen")
    page.get_by_label("Wir laden zum Besuch ein.").check()
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.reload()
    expect(goals(page)).to_have_value("Weniger wegwerfen")
    expect(page.get_by_label("Wir laden zum Besuch ein.")).to_be_checked()
    goals(other).fill("Nachbarn treffen")
    expect(other.get_by_text(ELSEWHERE)).to_be_visible()
    other.get_by_role("button", name="Dieses hier behalten").click()
    expect(other.get_by_text(SAVED)).to_be_visible()
    page.reload()
    expect(goals(page)).to_have_value("Nachbarn treffen")


def test_what_is_refused_is_said_and_not_left_unasked(open_page, watch, draft):
    watch.expected.append("422")
    page, asked = open_page(), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(draft.get_absolute_url())
    page.get_by_label("Titel des Vorhabens").fill("")
    expect(
        page.get_by_text("Noch nicht gespeichert. Bitte geben Sie dem Vorhaben einen Titel.")
    ).to_be_visible()
    page.goto("/mein/steckbriefe/")
    assert asked == ["beforeunload"]
    page.get_by_role("link", name="Werkstatt").click()
    expect(page.get_by_label("Titel des Vorhabens")).to_have_value("Werkstatt")
