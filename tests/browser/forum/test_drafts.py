"""Nothing typed is lost: reload, another device, lost connection, signing out."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

NEW = "/gruppen/engagiertes-quartier/themen/neu/"
SAVED = "Als Entwurf gespeichert."


def reply(page):
    return page.get_by_label("Ihre Antwort")


@pytest.fixture
def written(open_page, thread):
    """Anna's window with a reply that is saved as a draft."""
    page = open_page()
    page.goto(thread.get_absolute_url())
    reply(page).press_sequentially("Bei uns is")
    # Where typing is slow, what is said to be saved may be its beginning.
    with page.expect_response(lambda response: says(response, "Bei uns ist")):
        reply(page).press_sequentially("t")
    expect(page.get_by_text(SAVED)).to_be_visible()
    return page


def says(response, text):
    sent = parse_qs(response.request.post_data or "")
    return response.url.endswith("/entwurf/") and sent.get("text") == [text]


def test_a_reload_and_another_device_show_what_was_typed(written, open_page, watch, thread):
    watch.expected.append("409")
    written.reload()
    expect(reply(written)).to_have_value("Bei uns ist")
    other = open_page()
    other.goto("/mein/")
    other.get_by_role("region", name="Entwürfe").get_by_role("link", name=thread.title).click()
    expect(reply(other)).to_have_value("Bei uns ist")
    reply(other).press("End")
    reply(other).press_sequentially(" es anders")
    expect(other.get_by_text(SAVED)).to_be_visible()
    reply(written).press("End")
    reply(written).press_sequentially(" es gut")
    expect(written.get_by_text("Auf einem anderen Gerät steht ein neuerer Entwurf.")).to_be_visible()
    expect(reply(written)).to_have_value("Bei uns ist es gut")
    written.get_by_role("button", name="Den neueren zeigen").click()
    expect(reply(written)).to_have_value("Bei uns ist es anders")


def test_what_is_sent_is_no_draft_any_more(written, thread):
    written.get_by_role("button", name="Antwort senden").click()
    expect(written.locator("#beitrag-3")).to_be_visible()
    written.goto("/mein/")
    expect(written.get_by_role("region", name="Entwürfe")).to_have_count(0)
    written.goto(thread.get_absolute_url())
    expect(reply(written)).to_have_value("")


def test_a_change_is_kept_until_it_is_saved(open_page, thread):
    page, form = open_page(), f"/gruppen/engagiertes-quartier/themen/{thread.pk}/beitraege/1/bearbeiten/"
    page.goto(form)
    text = page.get_by_label("Ihr Beitrag")
    text.fill("Wir suchen dringend.")
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.reload()
    expect(text).to_have_value("Wir suchen dringend.")
    expect(page.get_by_text("Im Thema steht noch der alte Text.")).to_be_visible()
    expect(page.get_by_role("toolbar", name="Text gestalten")).to_be_visible()
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("#beitrag-1")).to_contain_text("Wir suchen dringend.")
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('draft'))") == []
    page.goto(form)
    expect(page.get_by_text("Im Thema steht noch der alte Text.")).to_be_hidden()


def test_a_reload_before_anything_was_saved_keeps_the_text(open_page, live, group):
    page = open_page()
    page.goto(NEW)
    # The tools are there when the script is that keeps the text.
    expect(page.get_by_role("toolbar", name="Text gestalten")).to_be_visible()
    page.route("**/entwurf/", lambda route: route.abort())
    page.get_by_label("Titel").fill("Bänke")
    page.get_by_label("Ihr Beitrag").fill("Wir brauchen mehr.")
    page.unroute("**/entwurf/")
    page.reload()
    expect(page.get_by_label("Titel")).to_have_value("Bänke")
    expect(page.get_by_label("Ihr Beitrag")).to_have_value("Wir brauchen mehr.")
    expect(page.get_by_text("Hier ist, was Sie zuletzt geschrieben haben.")).to_be_visible()


def test_without_a_connection_it_is_said_kept_and_sent_once_when_it_is_back(open_page, watch, group):
    watch.expected.append(r"ERR_INTERNET_DISCONNECTED|WebSocket connection to|htmx:error")
    page = open_page()
    page.goto(NEW)
    expect(page.get_by_role("toolbar", name="Text gestalten")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready")
    page.get_by_label("Titel").fill("Bänke")
    page.get_by_label("Ihr Beitrag").fill("Wir brauchen mehr.")
    page.context.set_offline(True)
    expect(page.get_by_text("Keine Verbindung zum Server.")).to_be_visible()
    page.get_by_role("button", name="Thema veröffentlichen").click()
    expect(page.get_by_text("Noch nicht gesendet, Ihr Text steht noch hier.")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Wieder verbunden. Ihr Thema ist veröffentlicht.")).to_be_visible(timeout=15_000)
    assert group.threads.filter(title="Bänke").count() == 1


def test_without_a_connection_a_page_of_ours_comes_and_then_the_page_asked_for(written, watch, thread):
    watch.expected.append(r"ERR_INTERNET_DISCONNECTED|WebSocket connection to")
    written.evaluate("navigator.serviceWorker.ready")
    written.context.set_offline(True)
    written.reload()
    expect(written.get_by_role("heading", name="Keine Verbindung")).to_be_visible()
    written.context.set_offline(False)
    expect(reply(written)).to_have_value("Bei uns ist", timeout=15_000)


def test_signed_out_meanwhile_the_text_stays_until_one_is_back(open_page, cookie_for, thread, anna, watch):
    watch.expected.append(r"WebSocket|403|401")
    page = open_page()
    page.goto(thread.get_absolute_url())
    page.context.clear_cookies()
    reply(page).press_sequentially("Bei uns ist")
    expect(page.get_by_text("Was Sie schreiben, bleibt auf diesem Gerät, bis Sie sich")).to_be_visible()
    page.context.add_cookies([cookie_for(anna)])
    page.goto(thread.get_absolute_url())
    expect(reply(page)).to_have_value("Bei uns ist")
    expect(page.get_by_text("Hier ist, was Sie zuletzt geschrieben haben.")).to_be_visible()


def test_signing_out_leaves_nothing_on_the_device(written):
    written.evaluate("localStorage.setItem('draft 1 /x/', '{}')")
    written.goto("/konto/abmelden/")
    written.get_by_role("button", name="Abmelden").click()
    written.wait_for_url("**/")
    assert written.evaluate("Object.keys(localStorage).filter(name => name.startsWith('draft '))") == []
