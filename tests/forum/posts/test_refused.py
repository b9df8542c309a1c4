"""Who writes where nobody can write any more: closed, removed, signed out, or from another site."""

import re
from uuid import uuid4

from groups.models import Group, Membership, Role, Visibility
from tests.forum.pages import SCRIPT, hidden, kept, notes, page, posts
from tests.forum.stored import everything
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import values, words

TEXT = "Meine </textarea> Antwort & mehr."
FORMS = {"reply": "{}/antworten/", "new thread": "neu/", "edit": "{}/beitraege/1/bearbeiten/"}
POSTS = {
    **FORMS,
    "removal": "{}/beitraege/1/loeschen/",
    "reading": "{}/gelesen/",
    "answer": "{}/antwort/",
    "closing": "{}/geschlossen/",
    "pinning": "{}/angeheftet/",
    "welcoming": "{}/begruessung/",
    "reading all": "../gelesen/",
}
POST_ONLY = ("reading", "answer", "closing", "pinning", "welcoming", "reading all")


def address(thread, name):
    return f"/gruppen/quartier/themen/{POSTS[name]}".format(thread.pk).replace("themen/../", "")


def fields():
    return {"text": TEXT, "title": "Titel", "kind": "minutes", "key": str(uuid4()), "number": "2", "on": "1"}


def written(form):
    """What the form's own fields hold of that."""
    return TEXT if form == "reply" else f"Titel\n\n{TEXT}"


def test_a_closed_thread_shows_no_form(as_anna, thread):
    thread.close()
    html = page(as_anna, thread.get_absolute_url())
    assert "Dieses Thema ist geschlossen." in html
    assert re.search(r'<form [^>]*id="antworten"[^>]*\shidden>', html)
    assert "Zitieren" not in html
    assert "Bearbeiten" not in html
    assert list(posts(html)) == [1, 2, 3]


@each("headers", [{}, SCRIPT])
def test_a_reply_to_a_closed_thread_is_not_sent_and_comes_back(headers, as_anna, thread, events, caplog):
    caplog.clear()
    thread.close()
    before = everything()
    response = as_anna.post(address(thread, "reply"), fields(), headers=headers)
    html = response.content.decode()
    assert response.status_code == 409
    assert notes(html) == ["Dieses Thema wurde inzwischen geschlossen. Ihr Text ist nicht gesendet."]
    assert values(html)["text"] == TEXT
    assert ("<html" in html) == (not headers)
    assert events() == ["reply_to_closed"]
    assert everything() == before


def test_an_edit_in_a_closed_thread_is_not_saved_and_comes_back(as_anna, thread, events):
    thread.close()
    before = everything()
    response = as_anna.post(address(thread, "edit"), fields())
    html = response.content.decode()
    assert response.status_code == 409
    assert notes(html) == ["Dieses Thema wurde inzwischen geschlossen. Ihr Text ist nicht gespeichert."]
    assert values(html) == {"title": "Titel", "text": TEXT}
    assert events() == ["reply_to_closed"]
    assert everything() == before


@each("headers", [{}, SCRIPT])
def test_a_member_just_removed_gets_the_text_back(headers, as_anna, anna, member, thread, events, caplog):
    caplog.clear()
    member(anna).end()
    before = everything()
    for form in FORMS:
        response = as_anna.post(address(thread, form), fields(), headers=headers)
        html = response.content.decode()
        assert response.status_code == 404
        assert "<h1>Nur für Mitglieder</h1>" in html
        assert "Ihr Text ist nicht gesendet: Sie sind nicht mehr Mitglied dieser Gruppe." in words(html)
        assert kept(html) == written(form)
    assert events() == ["post_from_outside"] * 3
    assert everything() == before


def test_a_member_just_removed_from_a_hidden_group_gets_the_text_back(as_anna, anna, member, thread, events):
    Group.objects.update(visibility=Visibility.HIDDEN)
    member(anna).end()
    for form in FORMS:
        response = as_anna.post(address(thread, form), fields())
        html = response.content.decode()
        assert response.status_code == 404
        assert "<h1>Seite nicht gefunden</h1>" in html
        assert "Engagiertes Quartier" not in html
        assert kept(html) == written(form)
    assert events() == ["post_from_outside"] * 3


def test_who_has_lost_a_right_while_writing_gets_the_text_back(as_dora, dora, member):
    Membership.objects.filter(pk=member(dora).pk).update(role=Role.MEMBER)
    response = as_dora.post("/gruppen/quartier/einstellungen/", {"title": "Titel", "rules": TEXT})
    assert response.status_code == 403
    assert "Das ist der Gruppenleitung vorbehalten." in response.content.decode()
    assert kept(response.content.decode()) == f"Titel\n\n{TEXT}"


def test_a_page_that_is_not_there_gives_nothing_back_unasked(as_anna, group):
    assert kept(page(as_anna, "/gruppen/quartier/themen/0/x/", 404, text=TEXT)) is None


@each("site", [{}, {"Sec-Fetch-Site": "cross-site"}])
@each("text", [TEXT, "x" * 6_000_000])
def test_a_page_that_is_not_there_shows_no_text_of_strangers(site, text, signed_in, anna, events):
    browser = signed_in(anna, enforce_csrf_checks=True)
    response = browser.post("/nicht.da", {"text": text}, headers=site)
    assert response.status_code == 404
    assert kept(response.content.decode()) is None
    assert events() == []


@each("form", FORMS)
def test_whoever_was_signed_out_meanwhile_gets_the_text_back(form, anna, signed_in, thread, events, caplog):
    caplog.clear()
    browser = signed_in(anna, enforce_csrf_checks=True)
    token = hidden(page(browser, thread.get_absolute_url()), "csrfmiddlewaretoken")
    del browser.cookies["sessionid"]
    before = everything()

    response = browser.post(address(thread, form), fields() | {"csrfmiddlewaretoken": token})
    html = response.content.decode()

    assert response.status_code == 401
    assert "<h1>Sie sind abgemeldet</h1>" in html
    assert "Ihr Text ist nicht gesendet." in html
    assert kept(html) == written(form)
    assert f'href="/konto/anmelden/?next={address(thread, form)}"' in html
    assert "no-store" in response["Cache-Control"]
    assert events() == ["post_while_signed_out"]
    assert everything() == before


def test_a_form_without_csrf_token_is_refused(signed_in, anna, ben, thread):
    before = everything()
    browsers = [signed_in(user, enforce_csrf_checks=True) for user in (anna, ben)]
    for browser in (*browsers, Client(enforce_csrf_checks=True)):
        seen = {name: browser.post(address(thread, name), fields()).status_code for name in POSTS}
        assert seen == dict.fromkeys(POSTS, 403)
    assert everything() == before


@each(("site", "given_back"), [("same-origin", TEXT), ("cross-site", None)])
def test_a_form_with_an_old_token_gives_the_text_back_on_our_own_pages_only(
    site, given_back, signed_in, anna, thread, events, caplog
):
    caplog.clear()
    browser = signed_in(anna, enforce_csrf_checks=True)
    response = browser.post(address(thread, "reply"), fields(), headers={"Sec-Fetch-Site": site})
    html = response.content.decode()
    assert response.status_code == 403
    assert "<h1>Das Formular war nicht mehr gültig</h1>" in html
    assert kept(html) == given_back
    assert events() == ["csrf_refused"]


def test_what_changes_something_is_never_done_by_another_method(as_dora, client, thread):
    before = everything()
    for method in (as_dora.get, as_dora.head, as_dora.put, as_dora.delete, client.get):
        seen = {name: method(address(thread, name)).status_code for name in POST_ONLY}
        assert seen == dict.fromkeys(POST_ONLY, 405)
    assert everything() == before


def test_looking_at_a_form_changes_nothing(as_anna, thread):
    before = everything()
    shown = [name for name in POSTS if name not in POST_ONLY]
    seen = {name: as_anna.get(address(thread, name), fields()).status_code for name in shown}
    assert seen == {"reply": 302, "new thread": 200, "edit": 200, "removal": 200}
    assert everything() == before


@each("name", ["carla", "vera"])
def test_outsiders_reach_nothing(name, signed_in, request, thread, carla, vera):
    browser, before = signed_in(request.getfixturevalue(name)), everything()
    seen = {one: browser.post(address(thread, one), fields()).status_code for one in POSTS}
    assert seen == dict.fromkeys(POSTS, 404)
    assert everything() == before


def test_anonymous_goes_to_the_sign_in(client, thread):
    before = everything()
    for name in POSTS.keys() - FORMS.keys():
        response = client.post(address(thread, name), fields())
        assert response["Location"] == f"/konto/anmelden/?next={address(thread, name)}"
    assert everything() == before
