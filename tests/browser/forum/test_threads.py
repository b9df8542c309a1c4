"""Members talk: with and without scripts, on a phone and by keyboard."""

import gzip
import re
from uuid import uuid4

import pytest
from django.db import connection
from playwright.sync_api import expect

GROUP = "/gruppen/engagiertes-quartier/"


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(request, open_page):
    return open_page(java_script_enabled=request.param, viewport={"width": 390, "height": 844})


def test_a_new_thread_with_a_look_at_it_before(phone, group):
    phone.goto(GROUP)
    phone.get_by_role("link", name="Neues Thema").click()
    phone.get_by_label("Titel").fill("Wer hat eine Hüpfburg?")
    phone.get_by_role("radio", name="Diskussion").check()
    phone.get_by_label("Ihr Beitrag").fill("Wir suchen **eine**.")
    phone.get_by_role("button", name="Vorschau").click()
    expect(phone.get_by_role("region", name="Vorschau").locator("strong")).to_have_text("eine")
    phone.get_by_role("button", name="Thema veröffentlichen").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Wer hat eine Hüpfburg?")
    expect(phone.get_by_role("article")).to_contain_text("Anna Annasen")


def test_a_pasted_title_is_not_cut_and_its_length_is_told(phone, group):
    phone.goto(GROUP + "themen/neu/")
    title, text = phone.get_by_label("Titel"), phone.get_by_label("Ihr Beitrag")
    title.fill("T" * 162)
    text.fill("Eine Frage.")
    expect(title).to_have_value("T" * 162)
    phone.get_by_role("button", name="Thema veröffentlichen").click()
    expect(phone.get_by_text("12 Zeichen zu viel: Es sind 162, möglich sind 150.")).to_be_visible()
    expect(title).to_have_value("T" * 162)
    expect(text).to_have_value("Eine Frage.")


def test_few_characters_and_too_many_are_counted_while_one_types(open_page, group):
    page = open_page()
    page.goto(GROUP + "themen/neu/")
    title = page.get_by_label("Titel")
    counter = page.locator("#id_title + [aria-live='polite']")
    title.fill("T" * 100)
    expect(counter).to_have_text("")
    title.fill("T" * 138)
    expect(counter).to_have_text("Noch 12 Zeichen")
    title.fill("😀" * 162)
    expect(counter).to_have_text("12 Zeichen zu viel")


def test_quoting_and_answering(phone, thread):
    phone.goto(thread.get_absolute_url())
    phone.get_by_role("link", name="Zitieren: Beitrag 2").click()
    answer = phone.get_by_label("Ihre Antwort")
    expect(answer).to_have_value(re.compile(r"^> Ben Bensen, Nr\. 2:\n> Wir haben \*\*eine\*\*\.\s*$"))
    answer.fill(f"{answer.input_value()}Danke!")
    phone.get_by_role("button", name="Vorschau").click()
    expect(phone.get_by_role("region", name="Vorschau").locator("blockquote")).to_contain_text(
        "Ben Bensen, Nr. 2"
    )
    phone.get_by_role("button", name="Antwort senden").click()
    mine = phone.get_by_role("article", name="Beitrag 3 von Anna Annasen")
    expect(mine).to_contain_text("Danke!")
    expect(mine).to_be_in_viewport()
    expect(answer).to_have_value("")
    assert thread.posts.count() == 3


def test_an_empty_answer_is_refused_at_its_field(phone, thread):
    phone.goto(thread.get_absolute_url())
    phone.get_by_role("button", name="Antwort senden").click()
    expect(phone.get_by_role("alert").filter(visible=True)).to_be_focused()
    expect(phone.get_by_text("Bitte schreiben Sie etwas.")).to_be_visible()
    expect(phone.get_by_label("Ihre Antwort")).to_have_attribute("aria-invalid", "true")


def test_what_was_on_the_screen_is_read(open_page, thread):
    page = open_page()
    page.clock.install()
    page.goto(GROUP)
    row = page.get_by_role("listitem").filter(has_text="Hüpfburg")
    expect(row).to_contain_text("1 neu")
    row.get_by_role("link").click()
    expect(page.get_by_text("Neu ab hier: 1 Beitrag")).to_be_visible()
    with page.expect_response("**/gelesen/") as sent:
        page.get_by_role("article", name="Beitrag 2 von Ben Bensen").scroll_into_view_if_needed()
        page.clock.fast_forward(1000)
    assert sent.value.status == 204
    expect(page.get_by_role("link", name="1 neu", exact=True)).to_be_hidden()
    page.goto(GROUP)
    expect(row).not_to_contain_text("neu")


def test_without_scripts_a_button_tells_how_far_one_has_read(open_page, thread):
    page = open_page(java_script_enabled=False)
    page.goto(thread.get_absolute_url())
    page.get_by_role("button", name="Bis hier gelesen, zurück zur Gruppe").click()
    expect(page.get_by_role("listitem").filter(has_text="Hüpfburg")).not_to_contain_text("neu")


def test_a_link_to_a_post_on_another_page_finds_it(open_page, thread, group, ben):
    membership = group.memberships.get(user=ben)
    for number in range(3, 23):
        thread.reply(membership, f"Beitrag {number}", uuid4())
    page = open_page()
    page.goto(f"{thread.get_absolute_url()}#beitrag-22")
    expect(page).to_have_url(re.compile(r"\?seite=2#beitrag-22$"))
    expect(page.get_by_role("article", name="Beitrag 22")).to_be_in_viewport()


def test_nothing_is_lost_when_the_sign_in_has_ended_meanwhile(open_page, thread, watch, cookie_for, anna):
    watch.expected.append(r"status of 40[13] .*/(antworten|gelesen|entwurf)/\)$")
    page = open_page()
    page.goto(thread.get_absolute_url())
    page.get_by_label("Ihre Antwort").fill("Lange überlegt.")
    page.context.clear_cookies()
    page.get_by_role("button", name="Antwort senden").click()
    expect(page.get_by_text("Sie sind abgemeldet. Melden Sie sich")).to_be_visible()
    expect(page.get_by_label("Ihre Antwort")).to_have_value("Lange überlegt.")
    # The sign-in in another tab gives new tokens.
    page.context.add_cookies([cookie_for(anna)])
    page.get_by_role("button", name="Antwort senden").click()
    expect(page.get_by_role("article", name="Beitrag 3 von Anna Annasen")).to_contain_text("Lange überlegt.")


def test_what_is_too_much_in_a_minute_stays_in_the_form(open_page, thread, group, watch, anna):
    watch.expected.append(r"status of 429 .*/antworten/\)$")
    for number in range(10):
        thread.reply(group.memberships.get(user=anna), f"Antwort {number}", uuid4())
    page = open_page()
    page.goto(thread.get_absolute_url())
    page.get_by_label("Ihre Antwort").fill("Eine mehr.")
    page.get_by_role("button", name="Antwort senden").click()
    expect(page.get_by_text("Sie haben in der letzten Minute schon 10 Beiträge geschrieben")).to_be_visible()
    expect(page.get_by_label("Ihre Antwort")).to_have_value("Eine mehr.")


def test_while_the_database_takes_no_writes_nothing_is_lost(open_page, thread, watch):
    watch.expected.append(r"status of 500 .*/(antworten|gelesen|entwurf)/\)$")
    page = open_page()
    page.goto(thread.get_absolute_url())
    page.get_by_label("Ihre Antwort").fill("Lange überlegt.")
    set_read_only("on")
    page.get_by_role("button", name="Antwort senden").click()
    expect(page.get_by_text("Es liegt an uns.")).to_be_visible()
    expect(page.get_by_label("Ihre Antwort")).to_have_value("Lange überlegt.")
    set_read_only("off")
    page.get_by_role("button", name="Antwort senden").click()
    expect(page.get_by_role("article", name="Beitrag 3 von Anna Annasen")).to_contain_text("Lange überlegt.")


def set_read_only(value):
    """For all connections that begin from now on, as those of each request do."""
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = {value}")


def test_without_a_connection_nothing_is_lost_and_sent_later(open_page, thread, watch):
    watch.expected.append(r"ERR_INTERNET_DISCONNECTED|Failed to fetch")
    page = open_page()
    page.clock.install()
    page.goto(thread.get_absolute_url())
    page.get_by_label("Ihre Antwort").fill("Im Zug.")
    # The tools are there when the scripts are that send.
    expect(page.get_by_role("toolbar", name="Text gestalten")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("button", name="Antwort senden").click()
    expect(page.get_by_text("Es gibt gerade keine Verbindung. Wir senden, sobald es geht")).to_be_visible()
    expect(page.get_by_label("Ihre Antwort")).to_have_value("Im Zug.")
    page.context.set_offline(False)
    page.clock.fast_forward(5000)
    expect(page.get_by_role("article", name="Beitrag 3 von Anna Annasen")).to_contain_text("Im Zug.")
    assert thread.posts.count() == 3


def test_answering_by_keyboard_alone(open_page, thread):
    page = open_page()
    page.goto(thread.get_absolute_url())
    page.get_by_role("link", name="Zitieren: Beitrag 2").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Ihre Antwort")).to_be_focused()
    page.keyboard.type("Gern genommen.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Vorschau")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Vorschau")).to_contain_text("Gern genommen.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article", name="Beitrag 3 von Anna Annasen")).to_be_focused()


def test_the_tools_shape_the_text_and_move_by_arrow_keys(open_page, thread):
    page = open_page()
    page.goto(thread.get_absolute_url())
    answer = page.get_by_label("Ihre Antwort")
    answer.fill("wichtig")
    answer.select_text()
    page.get_by_role("button", name="Fett").click()
    expect(answer).to_have_value("**wichtig**")
    page.get_by_role("button", name="Fett").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Kursiv")).to_be_focused()


def test_a_thread_page_is_light(open_page, group, thread, ben):
    """Twenty posts, first visit: at most 120 kB compressed in at most twelve requests."""
    membership = group.memberships.get(user=ben)
    for number in range(3, 21):
        thread.reply(membership, f"Beitrag {number} mit einem Satz, wie ihn Menschen schreiben.", uuid4())
    page, responses = open_page(), []
    # Playwright cannot take a method of a built-in.
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108
    page.goto(thread.get_absolute_url(), wait_until="networkidle")
    # What the page says later, that a post was read, belongs to no visit.
    asked = [response.url for response in responses if response.request.method == "GET"]
    # The test server compresses no static files; fonts are compressed as they are.
    bodies = [page.request.get(address).body() for address in asked]
    weight = sum(min(len(body), len(gzip.compress(body))) for body in bodies)
    assert len(asked) <= 12, asked
    assert weight <= 120_000
