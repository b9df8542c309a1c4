"""The library in a browser: in place with scripts, as a form without them."""

import re

import pytest
from playwright.sync_api import expect

LIST = "/steckbriefe/"


@pytest.fixture
def page(live, new_context):
    return new_context(viewport={"width": 1280, "height": 900}).new_page()


def results(page):
    return page.locator("#steckbriefe")


def test_a_visitor_learns_in_four_clicks_what_a_city_of_their_size_did_what_it_cost_and_whom_to_ask(page):
    """ "Was hat eine Stadt unserer Größe gegen Hitze getan, was hat es gekostet, wen kann ich fragen?" """
    clicks = []

    def click(target):
        clicks.append(target)
        target.click()

    page.goto("/")
    click(
        page.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name="Steckbriefe", exact=True)
    )
    page.get_by_label("Steckbriefe durchsuchen").fill("Hitze")
    click(page.get_by_role("button", name="Suche", exact=True))
    click(page.get_by_role("checkbox", name=re.compile("ab 100.000")))
    expect(page).to_have_url(re.compile(r"q=Hitze&groesse=gross$"))
    click(page.get_by_role("link", name="Kühle Orte zu Fuß"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kühle Orte zu Fuß")
    main = page.locator("main")
    expect(main).to_contain_text("5.000 bis 25.000 Euro")
    expect(main.get_by_role("link", name=re.compile("@heidelberg")).first).to_be_visible()
    assert len(clicks) <= 4


def test_what_is_ticked_changes_the_list_in_place_and_the_focus_stays(page):
    page.goto(LIST)
    page.evaluate("window.same = true")
    page.get_by_text("Stand", exact=True).first.click()
    box = page.get_by_role("checkbox", name=re.compile("Klimaschutz"))
    box.check()
    expect(results(page)).to_have_text(re.compile(r"^\s*\d von 46 Steckbriefen"))
    expect(page.get_by_role("status").filter(has_text="von 46")).to_have_count(1)
    expect(box).to_be_focused()
    expect(page).to_have_url(re.compile(r"/steckbriefe/\?themenfeld=klima$"))
    expect(page.get_by_role("checkbox", name=re.compile("Verstetigt"))).to_be_visible()
    page.get_by_role("link", name=re.compile("Filter entfernen.*Klimaschutz")).click()
    expect(results(page)).to_have_text(re.compile("46 Steckbriefe"))
    expect(results(page)).to_be_focused()
    expect(box).not_to_be_checked()
    assert page.evaluate("window.same")
    page.go_back()
    expect(results(page)).to_have_text(re.compile(r"\d von 46"))
    expect(box).to_be_checked()


def test_fact_sheets_of_several_pages_of_the_list_stand_side_by_side(page):
    page.goto(LIST)
    page.get_by_label("Vergleichen: Offene Küche am Kurpark").check()
    expect(page.get_by_text("Vergleichen (1 von 3)")).to_be_visible()
    page.get_by_role("link", name="Nächste Seite").click()
    page.get_by_label("Vergleichen: Sommerstraße auf Probe").check()
    expect(page.get_by_text("Vergleichen (2 von 3)")).to_be_visible()
    page.get_by_role("button", name="Nebeneinander ansehen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zwei Steckbriefe nebeneinander")
    expect(page).to_have_url(re.compile(r"/vergleich/\?steckbrief=[\w-]+&steckbrief=[\w-]+$"))
    same = page.get_by_role("row").filter(has_text="gleich")
    expect(same.first).to_be_visible()
    page.get_by_label("Nur Unterschiede zeigen").check()
    expect(same.first).to_be_hidden()


def test_without_scripts_it_is_a_form(live, new_context):
    page = new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    page.goto(LIST)
    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_role("checkbox", name=re.compile("Klimaschutz")).check()
    page.get_by_role("button", name="Anzeigen").click()
    expect(results(page)).to_have_text(re.compile(r"\d von 46 Steckbriefen"))
    page.get_by_label("Vergleichen: Kühle Orte zu Fuß").check()
    page.get_by_label("Vergleichen: Sommerstraße auf Probe").check()
    page.get_by_role("button", name="Nebeneinander ansehen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zwei Steckbriefe nebeneinander")
    page.get_by_role("link", name=re.compile("Herausnehmen.*Sommerstraße")).click()
    page.get_by_role("link", name="Einen dazunehmen").click()
    expect(page.get_by_text("Vergleichen (1 von 3)")).to_be_visible()
