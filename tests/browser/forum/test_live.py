"""What one writes, the others have on the screen: at once, by socket or without, and nothing moves under their eyes."""

import re
from statistics import median
from uuid import uuid4

import pytest
from playwright.sync_api import expect

GROUP = "/gruppen/engagiertes-quartier/"
LISTEN = """() => {
  window.arrived = {};
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes)
      if (node.dataset) window.arrived[node.dataset.number] ??= performance.timeOrigin + performance.now();
  }).observe(document.getElementById("beitraege"), { childList: true });
}"""
SEND = "button => { const at = performance.timeOrigin + performance.now(); button.click(); return at; }"


@pytest.fixture
def say(group):
    """Lets somebody write without a browser."""

    def say(thread, person, text="Noch etwas."):
        return thread.reply(group.memberships.get(user=person), text, uuid4())

    return say


@pytest.fixture
def long_thread(thread, say, ben):
    for number in range(3, 16):
        say(thread, ben, f"Beitrag {number} mit einem Satz, wie ihn Menschen schreiben.")
    return thread


def post(page, number):
    return page.locator(f"#beitrag-{number}")


def write(page, text):
    """Sends an answer; returns when, in milliseconds."""
    answer = page.get_by_label("Ihre Antwort")
    answer.fill(text)
    # The tools are there when the scripts are that send.
    expect(page.get_by_role("toolbar", name="Text gestalten")).to_be_visible()
    return page.get_by_role("button", name="Antwort senden").evaluate(SEND)


def took(page, number, sent):
    expect(post(page, number)).to_be_attached()
    return page.evaluate(f"window.arrived[{number}]") - sent


def test_from_the_invitation_to_a_live_reply(new_context, open_page, group, ben, mailed_code, tell_figure):
    """Nina follows the link on the public page, joins and writes; Anna and Ben see it at once, and answer."""
    welcome = group.threads.get(is_welcome=True)
    readers = [open_page(), open_page(ben)]
    for reader in readers:
        reader.goto(welcome.get_absolute_url())
        reader.evaluate(LISTEN)
    nina = join(new_context(viewport={"width": 390, "height": 844}).new_page(), mailed_code)
    nina.get_by_role("link", name="Sich vorstellen").click()
    number = welcome.last_number + 1
    sent = write(nina, "Ich bin **Nina** und arbeite in Ulm.")
    delays = [took(reader, number, sent) for reader in readers]
    for reader in readers:
        expect(post(reader, number).locator("strong")).to_have_text("Nina")
    delays += talk(nina, readers)
    tell_figure(
        f"From “Antwort senden” to the post on two other screens, 20 replies: "
        f"median {median(delays):.0f} ms, slowest {max(delays):.0f} ms"
    )


def join(page, mailed_code):
    page.goto("/kompetenzbereich/")
    page.get_by_role("link", name="Zur Einladung").click()
    page.get_by_label("Name").fill("Nina Neu")
    page.get_by_label("E-Mail-Adresse").fill("nina@ulm.example.org")
    page.get_by_role("checkbox", name="Ich bin einverstanden").check()
    page.get_by_role("button", name="Beitreten").click()
    page.get_by_label("Code").fill(mailed_code())
    expect(page.get_by_text("Willkommen, Nina Neu!")).to_be_visible()
    return page


def talk(nina, readers):
    """Nina opens a thread; she and the two others answer in turn until its first page is full."""
    nina.goto(f"{GROUP}themen/neu/")
    nina.get_by_label("Titel").fill("Wer kommt aus der Nähe?")
    nina.get_by_label("Ihr Beitrag").fill("Ich suche Nachbarn.")
    nina.get_by_role("button", name="Thema veröffentlichen").click()
    expect(nina.get_by_role("heading", level=1)).to_have_text("Wer kommt aus der Nähe?")
    everybody = [nina, *readers]
    for reader in readers:
        reader.goto(nina.url)
    for page in everybody:
        page.evaluate(LISTEN)
    delays = []
    for number in range(2, 21):
        writer = everybody[number % 3]
        sent = write(writer, f"Antwort {number}.")
        delays += [took(page, number, sent) for page in everybody if page is not writer]
        expect(writer.get_by_label("Ihre Antwort")).to_have_value("")
    for page in everybody:
        shown = page.locator("#beitraege article").evaluate_all("all => all.map(one => one.dataset.number)")
        assert shown == [str(number) for number in range(1, 21)]
    return delays


def test_one_who_reads_above_is_told_and_not_moved(open_page, long_thread, say, ben):
    page = open_page()
    page.goto(long_thread.get_absolute_url())
    before = post(page, 2).bounding_box()
    say(long_thread, ben)
    # Two that come at once would be told as two.
    expect(page.get_by_role("link", name="1 neuer Beitrag")).to_be_visible()
    say(long_thread, ben)
    news = page.get_by_role("link", name="2 neue Beiträge")
    expect(news).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Neu: Beitrag 17 von Ben Bensen")).to_be_attached()
    expect(page).to_have_title(re.compile(r"^\(2\) "))
    assert post(page, 2).bounding_box() == before
    news.click()
    expect(post(page, 16)).to_be_in_viewport()
    expect(news).to_be_hidden()
    expect(page).to_have_title(re.compile("^Wer hat"))


def test_one_who_writes_keeps_the_form_under_the_hands(open_page, long_thread, say, ben):
    page = open_page()
    page.goto(long_thread.get_absolute_url())
    answer = page.get_by_label("Ihre Antwort")
    answer.fill("Ich überlege noch")
    expect(page.get_by_role("toolbar", name="Text gestalten")).to_be_visible()
    before = answer.bounding_box()
    say(long_thread, ben, "Ein Absatz.\n\nNoch ein Absatz.")
    expect(post(page, 16)).to_be_in_viewport()
    assert answer.bounding_box() == pytest.approx(before, abs=1)
    expect(answer).to_be_focused()
    expect(answer).to_have_value("Ich überlege noch")


def test_a_change_above_does_not_move_what_one_reads(open_page, long_thread):
    page = open_page()
    page.goto(f"{long_thread.get_absolute_url()}#beitrag-12")
    expect(post(page, 12)).to_be_in_viewport()
    before = post(page, 12).bounding_box()
    long_thread.posts.get(number=2).edit("Ein viel längerer Text.\n\n" * 10)
    expect(post(page, 2)).to_contain_text("Ein viel längerer Text.")
    assert post(page, 12).bounding_box() == pytest.approx(before, abs=1)


def test_what_changes_elsewhere_changes_here(open_page, thread, group, anna, ben):
    page = open_page()
    page.goto(thread.get_absolute_url())
    thread.accept(2, by=thread.author)
    expect(page.get_by_text("Antwort, die geholfen hat")).to_be_visible()
    expect(page.get_by_role("link", name="Zur Antwort von Ben Bensen, Nr. 2")).to_be_visible()
    thread.posts.get(number=1).edit("Wir suchen dringend.", title="Wer hat eine große Hüpfburg?")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wer hat eine große Hüpfburg?")
    expect(post(page, 1)).to_contain_text("Wir suchen dringend.")
    thread.posts.get(number=2).remove(by=ben)
    expect(post(page, 2)).to_contain_text("Diesen Beitrag hat die Person gelöscht, die ihn geschrieben hat.")
    expect(page.get_by_text("Antwort, die geholfen hat")).to_be_hidden()
    thread.close()
    expect(page.get_by_text("Dieses Thema ist geschlossen.")).to_be_visible()
    expect(page.get_by_label("Ihre Antwort")).to_be_hidden()


def test_buttons_are_there_for_whom_they_are(open_page, thread, say, anna, ben):
    page = open_page()
    page.goto(thread.get_absolute_url())
    say(thread, ben)
    expect(post(page, 3).get_by_role("button", name="Hat geholfen: Beitrag 3")).to_be_visible()
    expect(post(page, 3).get_by_role("link", name="Bearbeiten: Beitrag 3")).to_be_hidden()
    say(thread, anna, "Aus einem anderen Fenster.")
    post(page, 4).get_by_role("link", name="Bearbeiten: Beitrag 4").click()
    expect(page.get_by_label("Ihr Beitrag")).to_have_value("Aus einem anderen Fenster.")


def test_what_does_not_fit_on_the_page_has_a_link(open_page, long_thread, say, ben):
    page = open_page()
    for _ in range(16, 21):
        say(long_thread, ben)
    page.goto(long_thread.get_absolute_url())
    say(long_thread, ben, "Auf der nächsten Seite.")
    page.get_by_role("link", name="1 neuer Beitrag").click()
    expect(page).to_have_url(re.compile(r"\?seite=2#beitrag-21$"))
    expect(post(page, 21)).to_contain_text("Auf der nächsten Seite.")


def test_without_sockets_the_page_asks_by_itself(open_page, thread, say, ben):
    page = open_page()
    page.route_web_socket("**/live/", lambda socket: socket.close())
    page.goto(thread.get_absolute_url())
    say(thread, ben)
    expect(post(page, 3)).to_be_visible(timeout=15_000)


def test_who_is_removed_gets_a_message_and_no_more_frames(open_page, thread, say, group, anna, ben):
    page = open_page()
    page.goto(thread.get_absolute_url())
    page.get_by_label("Ihre Antwort").fill("Halb fertig")
    group.memberships.get(user=anna).end()
    message = page.get_by_role("status").get_by_text("Sie sind nicht mehr Mitglied dieser Gruppe.")
    expect(message).to_be_visible()
    expect(page.get_by_label("Ihre Antwort")).to_have_value("Halb fertig")


def test_who_signs_out_elsewhere_is_told(open_page, thread):
    page = open_page()
    page.goto(thread.get_absolute_url())
    other = page.context.new_page()
    other.goto("/konto/abmelden/")
    other.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_role("status").get_by_text("Sie sind abgemeldet.")).to_be_visible()
