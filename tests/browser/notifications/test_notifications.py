"""The bell and the page of notifications follow by themselves; what somebody reads or looks at takes its number away."""

from playwright.sync_api import expect

from tests.browser.notifications.bell import (
    MENTION,
    bell,
    entry,
    lengthen,
    mark,
    mark_all,
    post,
    reads,
    say,
    start,
)

COLLECT = """() => {
  window.labels = [];
  const label = document.querySelector("#glocke .vh");
  new MutationObserver(() => window.labels.push(label.textContent)).observe(label, { childList: true });
}"""


def rings(page, socket, happens):
    """Lets a page, whose clock is installed, hear that something happens, and its patience end."""
    with socket.expect_event("framereceived", lambda frame: '"unread":1' in frame.replace(" ", "")):
        happens()
    page.clock.fast_forward(2500)


def test_the_bell_shows_new_notifications_and_those_read_in_another_tab(open_page, group, anna, ben):
    quiet = start(group, ben, "Stiller Ort", "Ruhe.")
    say(quiet, anna)
    page = open_page()
    page.goto("/mein/")
    expect(bell(page, 0)).to_be_visible()
    start(group, ben, "Wer weiß es?")
    expect(bell(page, 1)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Neue Mitteilung")).to_be_attached()
    say(quiet, ben)
    expect(bell(page, 2)).to_be_visible()
    other = page.context.new_page()
    other.goto(quiet.get_absolute_url())
    expect(bell(other, 1)).to_be_visible()
    expect(bell(page, 1)).to_be_visible()
    expect(other.locator("#glocke-ansage")).to_be_empty()


def test_on_a_phone_the_bell_leads_to_the_list_that_follows_by_itself(open_page, group, anna, ben):
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto("/mein/")
    bell(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mitteilungen")
    expect(page.get_by_text("Noch nichts.")).to_be_visible()
    for title in ("Erstes", "Zweites"):
        start(group, ben, title)
        expect(entry(page, title)).to_be_visible()
    mark(page, "Zweites").click()
    expect(bell(page, 1)).to_be_visible()
    expect(entry(page, "Zweites")).to_be_focused()
    mark_all(page).click()
    expect(bell(page, 0)).to_be_visible()
    expect(mark(page, "Erstes")).to_be_hidden()
    start(group, ben, "Drittes")
    expect(bell(page, 1)).to_be_visible()
    group.memberships.get(user=anna).end()
    expect(bell(page, 0)).to_be_visible()
    expect(page.get_by_text("Noch nichts.")).to_be_visible()


def test_a_bell_whose_script_comes_after_the_connection_still_rings(open_page, group, anna, ben):
    thread = start(group, anna, "Wer weiß es?", "Eine Frage.")
    page, late = open_page(), []
    page.clock.install()

    def hold(route):
        late.append(route)

    page.route("**/js/bell*.js", hold)
    with page.expect_websocket() as opened:
        page.goto(thread.get_absolute_url(), wait_until="commit")
    opened.value.wait_for_event("framereceived")
    late[0].continue_()
    page.wait_for_load_state()
    rings(page, opened.value, lambda: start(group, ben, "Anderswo"))
    expect(bell(page, 1)).to_be_visible()


def test_what_arrives_under_the_eyes_never_shows_as_a_number(open_page, group, anna, ben):
    thread = start(group, anna, "Wer weiß es?", "Eine Frage.")
    page = open_page()
    page.clock.install()
    with page.expect_websocket() as opened:
        page.goto(thread.get_absolute_url())
    page.evaluate(COLLECT)
    for number in (2, 3):
        with reads(page, number):
            say(thread, ben)
    # Only this is shown, after all the others would have been.
    rings(page, opened.value, lambda: start(group, ben, "Anderswo"))
    expect(bell(page, 1)).to_be_visible()
    assert page.evaluate("() => window.labels") == ["Mitteilungen, 1 neue"]


def test_a_mention_in_a_changed_post_is_read_by_looking(open_page, group, anna, ben):
    from notifications.models import Notification

    unread = Notification.objects.of(anna.pk).unread()
    thread = start(group, ben, "Wer weiß es?", "Eine Frage.")
    changed = say(thread, ben)
    page = open_page()
    page.clock.install()
    with reads(page, 2):
        page.goto(thread.get_absolute_url())
    with reads(page, 2):
        changed.edit(MENTION)
        expect(post(page, 2)).to_contain_text(MENTION)
    assert not unread.exists()
    page.goto("/mein/")
    thread.posts.get(number=1).edit(MENTION)
    expect(bell(page, 1)).to_be_visible()
    page.goto(thread.get_absolute_url())
    expect(bell(page, 0)).to_be_visible()


def test_without_sockets_the_bell_asks_by_itself(open_page, group, ben):
    page = open_page()
    page.route_web_socket("**/live/", lambda socket: socket.close())
    page.goto("/mein/")
    start(group, ben, "Wer weiß es?")
    expect(bell(page, 1)).to_be_visible(timeout=15_000)


def test_without_scripts_the_bell_leads_to_a_list_with_buttons(open_page, group, ben):
    for title in ("Erstes", "Zweites", "Drittes"):
        start(group, ben, title)
    page = open_page(java_script_enabled=False)
    page.goto("/mein/")
    bell(page, 3).click()
    mark(page, "Zweites").click()
    expect(bell(page, 2)).to_be_visible()
    expect(mark(page, "Zweites")).to_be_hidden()
    entry(page, "Erstes").click()
    page.get_by_role("button", name="Bis hier gelesen, zurück zur Gruppe").click()
    bell(page, 1).click()
    mark_all(page).click()
    expect(bell(page, 0)).to_be_visible()
    expect(mark(page, "Drittes")).to_be_hidden()


def test_a_link_finds_its_post_far_down_although_scrolling_is_smooth(open_page, group, anna, ben):
    thread = start(group, anna, "Lang", "Eine Frage.")
    lengthen(thread, ben)
    page = open_page()
    page.clock.install()
    page.emulate_media(reduced_motion="no-preference")
    with reads(page, 15):
        page.goto(f"{thread.get_absolute_url()}#beitrag-15")
    expect(post(page, 15)).to_be_in_viewport()
