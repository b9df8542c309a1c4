"""The states of the pages about one's data that no address in permissions.csv shows: accessible, at any width."""

from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from groups.models import Role
from privacy.export import job
from privacy.models import DataExport
from tests.browser.test_accessibility import SCREEN, problems_of
from tests.support.people.consent import NEW, publish

DATA, DELETE = "/konto/daten/", "/konto/daten/loeschen/"


@pytest.fixture
def page(open_page):
    return open_page()


def test_the_question_to_agree_with_and_without_a_form_that_waits(page, thread, open_page, watch):
    watch.expected = ["status of 40[39]"]
    page.goto(thread.get_absolute_url())
    bare = open_page(java_script_enabled=False)
    bare.goto(thread.get_absolute_url())
    bare.get_by_label("Ihre Antwort").fill("Ein langer Text. " * 99)
    publish()
    page.get_by_label("Ihre Antwort").fill("Ein langer Text. " * 99)
    page.get_by_role("button", name="Antwort senden").click()
    expect(page.get_by_text(NEW)).to_be_visible()
    assert problems_of(page) == {}
    page.goto(thread.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text("Unsere Einwilligung hat sich geändert")
    page.get_by_text("Der bisherige Text").click()
    assert problems_of(page) == {}

    # Whoever looks round first does so in another tab: the text stays here.
    bare.get_by_role("button", name="Antwort senden").click()
    with bare.context.expect_page() as opened:
        bare.get_by_role("link", name="Ihre Daten mitnehmen").click()
    expect(opened.value.get_by_role("heading", name="Ihre Daten", exact=True)).to_be_visible()
    bare.get_by_role("button", name="Einverstanden").click()
    expect(bare.locator("#beitrag-3")).to_contain_text("Ein langer Text.")


def test_ones_data_with_several_consents_and_an_export_in_each_state(page, group, anna, cookie_for):
    publish()
    page.goto("/konto/einwilligung/?next=/konto/daten/")
    page.get_by_role("button", name="Einverstanden").click()
    page.get_by_text("Frühere Einwilligungen").click()
    found = {"several": problems_of(page)}
    page.get_by_role("button", name="Daten zusammenstellen").click()
    expect(page.get_by_text("Ihre Daten werden zusammengestellt.")).to_be_visible()
    found["being made"] = problems_of(page)
    job.make_export(DataExport.objects.get(user=anna).pk)
    page.goto(DATA)
    expect(page.get_by_role("link", name="ZIP herunterladen")).to_be_visible()
    found["ready"] = problems_of(page)
    page.context.add_cookies([cookie_for(anna, ago=3600)])
    page.goto(DATA)
    expect(page.get_by_role("link", name="Weiter zum Herunterladen")).to_be_visible()
    found["ready, to be confirmed"] = problems_of(page)
    assert {where: what for where, what in found.items() if what} == {}


def test_the_page_that_was_downloaded(browser, tmp_path, thread, anna):
    export = DataExport.objects.create(user=anna)
    job.make_export(export.pk)
    export.refresh_from_db()
    (tmp_path / "daten.zip").write_bytes(export.archive)
    with ZipFile(tmp_path / "daten.zip") as archive:
        archive.extractall(tmp_path)
    # Not watched: opened from disk, it is of no origin.
    page = browser.new_page(viewport=SCREEN)
    page.goto((tmp_path / "uebersicht.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Daten")
    assert problems_of(page) == {}


def test_deleting_with_nothing_chosen_and_with_something_in_the_way(page, thread, eq, anna, watch):
    watch.expected = ["status of 409"]
    page.goto(DELETE)
    page.get_by_role("button", name="Konto endgültig löschen").click()
    expect(page.get_by_role("alert")).to_be_focused()
    found = {"nothing chosen": problems_of(page)}
    eq.memberships.exclude(user=anna).update(role=Role.MEMBER)
    eq.memberships.filter(user=anna).update(role=Role.LEAD)
    page.get_by_role("radio", name="Sie bleiben stehen.").check()
    page.get_by_label("Ich weiß, dass das nicht rückgängig zu machen ist.").check()
    page.get_by_role("button", name="Konto endgültig löschen").click()
    expect(page.get_by_role("alert")).to_contain_text("Ihr Konto ist nicht gelöscht.")
    found["leads alone"] = problems_of(page)
    page.get_by_role("link", name="Gruppenleitung übergeben und verlassen").click()
    page.wait_for_url("**/austreten/**")
    found["handing over"] = problems_of(page)
    assert {where: what for where, what in found.items() if what} == {}


def test_what_is_stored_unfolds_by_keyboard_and_whole_on_paper(page):
    page.goto("/konto/daten/verzeichnis/")
    folded = page.locator("details.fold").first
    table = folded.get_by_role("table")
    expect(table).to_be_hidden()
    folded.locator("summary").press("Enter")
    expect(table).to_be_visible()
    for opened in page.locator("details.fold").all():
        opened.evaluate("fold => fold.open = true")
    assert problems_of(page) == {}
    folded.evaluate("fold => fold.open = false")
    expect(table).to_be_hidden()
    page.emulate_media(media="print")
    expect(table).to_be_visible()
