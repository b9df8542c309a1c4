"""What people and attackers send as a post: which text at which field, what comes back, what is logged and stored."""

import re
from uuid import uuid4

import pytest

from forum.models import Post, Thread
from tests.forum.pages import SCRIPT, body, hidden, page, preview
from tests.forum.stored import everything
from tests.markup.checker import faults
from tests.support.database.undoing import each
from tests.support.pages.forms import problems, values

EMPTY = "Bitte schreiben Sie etwas."
UNSEEN = "In diesem Text ist nichts zu lesen. Bitte schreiben Sie ein paar Worte."
ONLY_QUOTE = (
    "Das ist nur ein Zitat. Bitte schreiben Sie etwas Eigenes dazu, mit einer leeren Zeile dazwischen."
)
TOO_LONG = "Ihr Text hat 100.000 Zeichen, möglich sind 20.000. Verteilen Sie ihn bitte auf mehrere Beiträge."
NO_TITLE = "Bitte geben Sie dem Thema einen Titel."
LONG_TITLE = "1 Zeichen zu viel: Es sind 151, möglich sind 150."

TEXTS = {
    "nothing": ("", EMPTY),
    "only spaces": (" \t \n\u00a0 ", EMPTY),
    "only control characters": ("\x01\x02\x1b\x7f", EMPTY),
    "only invisible characters": ("\u200b\u202e\u3164", EMPTY),
    "only the null character": ("\0", EMPTY),
    "a text that shows nothing": ("[x]: http://y", UNSEEN),
    "only a comment on nothing": ("&shy;&#x200b;", UNSEEN),
    "an empty list, heading and table": ("- \n\n# \n\n| | |\n|-|-|\n| | |\n\n\u2800", UNSEEN),
    "only a quote": ("> Ben Bensen, Nr. 2:\n> Antwort von **Ben**.\n\n", ONLY_QUOTE),
    "two quotes, one in a list": ("> Eins\n\n- > Zwei\n", ONLY_QUOTE),
    "a quote and nothing to be seen": (
        "> Eins\n\n- \n\n# \n\n***\n\n&shy;\u2800\n\n[x]: http://y",
        ONLY_QUOTE,
    ),
    "words without an empty line before": (
        "> Ben Bensen, Nr. 2:\n> Antwort\nDas finde ich auch.",
        ONLY_QUOTE,
    ),
    "a hundred thousand characters": ("a" * 100_000, TOO_LONG),
}
TITLES = {
    "no title": ("", NO_TITLE),
    "only spaces as a title": (" \t ", NO_TITLE),
    "a title too long": ("T" * 151, LONG_TITLE),
    "a turned direction in the title": ("Abc\u202ecbA", "Zeichen 4: unsichtbar, ändert die Schreibrichtung."),
    "a control character in the title": ("Ab\x08c", "Zeichen 3: ein unsichtbares Steuerzeichen."),
    "a null character in the title": ("Ab\0c", "Zeichen 3: ein unsichtbares Steuerzeichen."),
}
HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "a handler": "<img src=x onerror=alert(1)>",
    "a handler on a link": '<a href="/x" onclick="alert(1)">x</a>',
    "a javascript link": "[x](javascript:alert(1))",
    "a disguised javascript link": "[x](java&Tab;script&colon;alert(1))",
    "a data link": "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "a data picture": "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    "nested markup": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "markup that ends the page": "</div></article></body><p>x",
    "a style": "<style>@import '//evil.example/x.css'</style>",
    "turned directions": "abc\u202edef\u2066ghi &#x202e;jkl",
    "control characters": "a\x00b\x08c\x1bd\x7fe",
}
FORMS = {"reply": "antworten/", "new thread": "neu/", "edit": "beitraege/3/bearbeiten/"}


@pytest.fixture
def send(signed_in, dora, thread):
    """Dora, who wrote post 3, sends one of the forms."""
    browser = signed_in(dora)

    def send(form, text, **more):
        submitted = {"reply": {"seen": "3"}, "new thread": {"title": "Titel", "kind": "minutes"}, "edit": {}}[
            form
        ]
        sent = {"text": text} | submitted | more
        return browser.post(address(thread, form), sent if form == "edit" else {"key": KEY} | sent)

    return send


KEY = "6f1c0d2e-4c5b-4a44-9d0e-2f7b6a1e8c55"


def address(thread, form):
    threads = "/gruppen/quartier/themen/"
    return threads + FORMS[form] if form == "new thread" else f"{threads}{thread.pk}/{FORMS[form]}"


@each("what", TEXTS)
def test_a_bad_text_is_explained_at_its_field(what, send, events, caplog):
    caplog.clear()
    text, explanation = TEXTS[what]
    before = everything()
    for form in FORMS:
        response = send(form, text)
        html = response.content.decode()
        assert response.status_code == 200
        assert "<title>Fehler: " in html
        assert problems(html) == {"text": explanation}
        assert values(html)["text"] == text
        assert form == "edit" or hidden(html, "key") == KEY
    assert events() == ["post_refused"] * 3
    assert everything() == before


@each("what", ["nothing", "a text that shows nothing"])
def test_a_script_gets_the_form_alone_with_the_explanation(what, as_dora, thread):
    text, explanation = TEXTS[what]
    response = as_dora.post(address(thread, "reply"), {"text": text, "key": KEY}, headers=SCRIPT)
    html = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in html
    assert problems(html) == {"text": explanation}
    assert values(html) == {"text": text}


def test_what_was_typed_is_never_logged(send, caplog):
    caplog.set_level("INFO")
    send("reply", "Geheimnis" * 10_000)
    assert "post_refused" in str([vars(record) for record in caplog.records])
    assert "Geheimnis" not in str([vars(record) for record in caplog.records if record.name == "forum"])


@each("what", TITLES)
def test_a_bad_title_is_explained_at_its_field(what, as_anna, thread, events, caplog):
    caplog.clear()
    title, explanation = TITLES[what]
    submitted, before = {"title": title, "text": "Neuer Text"}, everything()
    first_post = f"/gruppen/quartier/themen/{thread.pk}/beitraege/1/bearbeiten/"
    for form in (address(thread, "new thread"), first_post):
        response = as_anna.post(form, submitted | {"kind": "minutes"})
        html = response.content.decode()
        assert response.status_code == 200
        assert problems(html).keys() == {"title"}
        assert problems(html)["title"].startswith(explanation)
        assert submitted.items() <= values(html).items()
    assert events() == ["post_refused"] * 2
    assert everything() == before


def test_an_empty_new_thread_names_both_fields(send):
    assert problems(send("new thread", "", title="").content.decode()).keys() == {"title", "text"}


def test_a_hostile_text_is_stored_and_does_no_harm(send, as_anna, thread):
    """What is stored is what the pages show."""
    shown = {}
    for what, hostile in HOSTILE.items():
        text = f"Anfang {hostile} Ende"
        shown["preview", what] = preview(send("reply", text, preview="1").content.decode())
        for form in ("edit", "new thread"):
            post = sent_post(send, form, text, thread)
            shown[form, what] = post.html
            assert body(page(as_anna, post.thread.get_absolute_url()), post.number) == post.html, (form, what)
    for hostile in HOSTILE.values():
        sent_post(send, "reply", f"Anfang {hostile} Ende", thread)
    html = page(as_anna, thread.get_absolute_url())
    for what, post in zip(HOSTILE, thread.posts.filter(number__gt=3).order_by("number"), strict=True):
        shown["reply", what] = body(html, post.number)
        assert shown["reply", what] == post.html, what
    assert len(shown) == 4 * len(HOSTILE)
    assert {case: faults(html) for case, html in shown.items() if faults(html)} == {}
    assert [case for case, html in shown.items() if not ("Anfang" in html and "Ende" in html)] == []


def sent_post(send, form, text, thread):
    assert send(form, text, **({} if form == "edit" else {"key": str(uuid4())})).status_code == 302
    return Post.objects.get(thread=thread, number=3) if form == "edit" else Post.objects.latest("pk")


def test_a_null_character_between_letters_is_left_out(send, thread):
    assert send("reply", "Vor\0her").status_code == 302
    assert thread.posts.last().text == "Vorher"


def test_a_hostile_title_stays_text(send, as_anna, group):
    title = '"><script>alert(1)</script>'
    send("new thread", "Text", title=title)
    new = Thread.objects.get(title=title)
    for shown in (new.get_absolute_url(), group.get_absolute_url()):
        html = page(as_anna, shown)
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)" in html


def test_what_was_typed_comes_back_as_text_and_never_as_markup(send):
    submitted = "</textarea><script>alert(1)</script>" + "a" * 20_000
    for form in FORMS:
        html = send(form, submitted).content.decode()
        assert "<script>alert" not in html
        assert values(html)["text"] == submitted


@each(("form", "field"), [("reply", "key"), ("reply", "seen"), ("new thread", "key")])
def test_a_spoilt_hidden_field_never_stands_in_the_way_of_a_post(form, field, send):
    """Nobody can mend what they do not see."""
    spoilt = ("", "quatsch", "\0", "-1", "9" * 30, "²", KEY[:-1])
    for value in spoilt:
        response = send(form, f"Text {value!r}", **{"key": str(uuid4()), field: value})
        assert (value, response.status_code) == (value, 302)
    assert Post.objects.filter(text__startswith="Text ").count() == len(spoilt)


def test_a_key_that_made_a_post_elsewhere_loses_no_text(send, start, dora, thread):
    other = start(dora, "Anderswo")
    response = send("reply", "Mein Text.", key=str(other.posts.get().key))
    assert Post.objects.filter(text="Mein Text.").exists() or "Mein Text." in response.content.decode()


def test_an_odd_page_number_shows_posts(as_anna, thread):
    for value in ("abc", "-1", "0", "²", "", "\0", str(10**9), "9" * 40, "1.5", "٣"):
        assert "Eine Frage." in page(as_anna, thread.get_absolute_url(), seite=value)


def test_an_odd_page_number_shows_the_beginning_of_the_list(as_anna, thread):
    for value in ("abc", "-1", "0", "²", "", "\0", "9" * 40):
        assert thread.title in page(as_anna, "/gruppen/quartier/", seite=value)


def test_a_page_beyond_the_list_says_so(as_anna, thread):
    html = page(as_anna, "/gruppen/quartier/", seite="99999")
    assert "Keine älteren Themen" in html
    assert 'href="/gruppen/quartier/"' in html


def test_an_odd_quote_leaves_the_form_empty(as_anna, thread):
    for value in ("abc", "-1", "0", "²", "", "\0", "99", "9" * 40):
        assert values(page(as_anna, thread.get_absolute_url(), zitat=value))["text"] == ""


def test_an_unknown_filter_shows_all(as_anna, thread):
    for value in ("quatsch", "\0", "UNGELESEN", '"><script>alert(1)</script>'):
        html = page(as_anna, "/gruppen/quartier/", zeigen=value)
        assert thread.title in html
        assert re.search(r'aria-current="true">\s*Alle\s*<', html)
        assert "<script>alert" not in html
