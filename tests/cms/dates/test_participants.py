"""Who takes part in an event, for editors: list, export, removal, and the way there."""

import pytest

from tests.cms.dates.signing_up import join, mails, said, states

LIST = "/redaktion/anmeldungen/"


@pytest.fixture
def page(publish, client):
    page = publish("Treffen", 9, needs_registration=True, capacity=1, contact_email="fragen@stadt.example")
    join(client, page, email="eins@stadt.example", name="=HYPERLINK(eins)", needs="Rampe")
    join(client, page, email="zwei@stadt.example")
    return page


@pytest.fixture
def editor(client, emil, page):
    client.force_login(emil)
    return client


def test_editors_see_them_by_event_and_state(editor, page):
    listed = said(editor.get(f"{LIST}?event={page.pk}"))
    for part in ("eins@stadt.example", "zwei@stadt.example", "Rampe", "auf der Warteliste"):
        assert part in listed, part
    assert "(fiktiv)" not in listed
    waiting = said(editor.get(f"{LIST}?event={page.pk}&state=waiting"))
    assert ("zwei@stadt.example" in waiting, "eins@stadt.example" in waiting) == (True, False)


def test_the_export_holds_what_is_filtered_and_no_formula(editor, page):
    lines = b"".join(editor.get(f"{LIST}?event={page.pk}&export=csv")).decode().splitlines()
    assert lines[0] == "Veranstaltung,Name,E-Mail-Adresse,Stadt oder Organisation,Bedarf,Stand,Seit"
    assert lines[1].startswith("Treffen,'=HYPERLINK(eins),eins@stadt.example,Stadt Ulm,Rampe,angemeldet,")
    assert len(lines) == 3


def test_the_screen_of_the_event_leads_there(editor, page):
    screen = editor.get(f"/redaktion/pages/{page.pk}/edit/").content.decode()
    assert f'href="{LIST}?event={page.pk}"' in screen
    assert "Anmeldungen (2)" in screen


def test_who_is_removed_hears_of_it_and_the_next_moves_up(editor, page):
    address = f"{LIST}delete/{page.sign_ups.get(email='eins@stadt.example').pk}/"
    assert f'href="{address}' in editor.get(LIST, {"event": page.pk}).content.decode()
    assert "rückt nach" in said(editor.get(address))
    editor.post(address)
    assert states(page) == {"zwei": "in"}
    removed, moved = mails()[-2:]
    assert (
        "die Redaktion hat Ihre Anmeldung entfernt. Bei Fragen schreiben Sie bitte an fragen@stadt.example"
        in (" ".join(removed.text.split()))
    )
    assert moved.to == "zwei@stadt.example"


def test_nobody_is_added_or_changed_there(editor, page, client, vera):
    for who in (None, vera):
        if who:
            client.force_login(who)
        assert client.get(f"{LIST}new/").status_code == 302
        assert client.get(f"{LIST}edit/{page.sign_ups.first().pk}/").status_code == 302
    assert "Hinzufügen" not in said(client.get(LIST))


def test_more_of_them_cost_no_more_queries(editor, page, asked):
    few = asked(LIST)
    for number in range(20):
        page.sign_ups.create(name="N", email=f"{number}@s.example", place="Ulm", state="waiting")
    assert asked(LIST) <= few
