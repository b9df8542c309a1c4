"""The list that opens below the bell, and what is done in it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.notifications.bell import (
    MENTION,
    bell,
    entry,
    lengthen,
    mark,
    mark_all,
    panel,
    post,
    reads,
    start,
)
from tests.browser.test_accessibility import problems_of

TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
TWO_CLICKS = "bell => { bell.click(); bell.click(); }"
# A list that is asked for later comes later.
ONE_MORE_LIST = "async bell => { await (await fetch(bell.href)).text(); }"


def test_the_panel_opens_below_the_bell_and_closes_by_click(open_page, group):
    page = open_page()
    page.goto("/gruppen/")
    closing = panel(page).get_by_role("button", name="Mitteilungen schließen")
    for close in (page.get_by_role("heading", level=1), bell(page), closing):
        bell(page).click()
        expect(panel(page)).to_be_focused()
        expect(bell(page)).to_have_attribute("aria-expanded", "true")
        above = bell(page).bounding_box()
        assert panel(page).bounding_box()["y"] >= above["y"] + above["height"] - 1
        close.click()
        expect(panel(page)).to_be_hidden()
        expect(bell(page)).to_have_attribute("aria-expanded", "false")
    expect(bell(page)).to_be_focused()


def test_the_panel_opens_and_closes_by_keyboard(open_page, group):
    page = open_page()
    page.goto("/gruppen/")
    bell(page).focus()
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_focused()
    expect(panel(page).get_by_text("Noch nichts.")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Mitteilungen schließen")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(bell(page)).to_be_focused()
    expect(bell(page)).to_have_attribute("aria-expanded", "false")


def test_two_clicks_before_the_list_is_there_open_no_two_panels(open_page, group):
    """Only one of them would ever close again."""
    page = open_page()
    page.goto("/gruppen/")
    bell(page).click()
    expect(panel(page)).to_be_focused()
    page.keyboard.press("Escape")
    bell(page).evaluate(TWO_CLICKS)
    page.evaluate(TWO_FRAMES)
    bell(page).evaluate(ONE_MORE_LIST)
    page.evaluate(TWO_FRAMES)
    assert page.locator(".notif").count() <= 1


def test_the_open_panel_follows_and_marks_as_read_without_losing_the_focus(open_page, group, ben):
    start(group, ben, "Erstes")
    page = open_page()
    page.clock.install()
    page.goto("/gruppen/")
    bell(page).click()
    expect(panel(page).get_by_role("listitem")).to_have_count(1)
    for title in ("Zweites", "Drittes"):
        start(group, ben, title)
    expect(panel(page).get_by_role("listitem")).to_have_count(3)
    expect(panel(page)).to_be_focused()
    expect(bell(page, 3)).to_be_visible()
    mark(page, "Zweites").click()
    expect(bell(page, 2)).to_be_visible()
    expect(mark(page, "Zweites")).to_be_hidden()
    expect(entry(page, "Zweites")).to_be_focused()
    mark_all(page).click()
    expect(bell(page, 0)).to_be_visible()
    expect(mark_all(page)).to_be_hidden()
    expect(panel(page).locator(".notif__list a:focus")).to_have_count(1)
    with reads(page, 1):
        entry(page, "Erstes").click()
    expect(page).to_have_url(re.compile("#beitrag-1$"))
    expect(post(page, 1)).to_be_in_viewport()


def test_what_arrives_leaves_the_focus_on_the_same_button(open_page, group, ben):
    """Else Enter, meant for the button, follows a link."""
    start(group, ben, "Erstes")
    page = open_page()
    page.goto("/mitteilungen/")
    for number, button in ((2, mark(page, "Erstes")), (3, mark_all(page))):
        button.focus()
        start(group, ben, f"Nummer {number}")
        expect(entry(page, f"Nummer {number}")).to_be_visible()
        expect(button).to_be_focused()


def test_a_list_that_comes_late_replaces_no_newer_one(open_page, group, ben):
    page, held = open_page(), []
    page.goto("/mitteilungen/")
    old = page.request.get("/mitteilungen/").text()
    page.route("**/mitteilungen/", lambda route: route.continue_() if held else held.append(route))
    with page.expect_request("**/mitteilungen/"):
        start(group, ben, "Erstes")
    start(group, ben, "Zweites")
    expect(entry(page, "Zweites")).to_be_visible()
    with page.expect_event("requestfinished"):
        held[0].fulfill(body=old, content_type="text/html")
    page.evaluate(TWO_FRAMES)
    expect(entry(page, "Zweites")).to_be_visible()


def test_a_link_leads_to_its_post_even_on_the_page_where_one_is(open_page, group, anna, ben):
    thread = start(group, anna, "Lang", "Eine Frage.")
    lengthen(thread, ben)
    page = open_page()
    page.goto(thread.get_absolute_url())
    thread.posts.get(number=15).edit(MENTION)
    bell(page).click()
    entry(page, "Lang").click()
    expect(panel(page)).to_be_hidden()
    expect(post(page, 15)).to_be_in_viewport()


def fail_once(page, address):
    """The server cannot be reached for one request; returns a list that then has it."""
    failed = []

    def answer(route):
        failed.append(route.request.url)
        route.abort() if len(failed) == 1 else route.continue_()

    page.route(address, answer)
    return failed


@pytest.mark.parametrize("missing", ["**/mitteilungen/", "**/notifications*.js"], ids=["list", "script"])
def test_where_no_panel_can_be_made_the_bell_is_a_link(missing, open_page, watch, group):
    watch.expected.append("ERR_FAILED")
    page = open_page()
    failed = fail_once(page, missing)
    page.goto("/gruppen/")
    bell(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mitteilungen")
    assert failed


def test_a_button_that_does_not_reach_the_server_makes_no_script_fail(open_page, watch, group, ben):
    watch.expected.append("ERR_FAILED")
    start(group, ben, "Erstes")
    page = open_page()
    failed = fail_once(page, "**/mitteilungen/gelesen/")
    with page.expect_response("**/notifications*.js") as script:
        page.goto("/mitteilungen/")
    # Before the script has run, the button would send its form and leave the page.
    page.evaluate("address => import(address)", script.value.url)
    # The page is loaded again, to show what holds.
    with page.expect_navigation():
        mark_all(page).click()
    expect(mark(page, "Erstes")).to_be_visible()
    assert failed


def test_the_panel_is_accessible(open_page, group, ben):
    start(group, ben, "Erstes")
    page = open_page()
    page.goto("/gruppen/")
    bell(page).click()
    expect(mark(page, "Erstes")).to_be_visible()
    assert problems_of(page) == {}
    expect(panel(page)).to_be_visible()
