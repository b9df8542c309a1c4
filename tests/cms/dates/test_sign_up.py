"""Signing up for an event, with a waiting list: by a mailed link, or signed in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms import limits, tasks
from cms.models import EventPage, EventSignUp
from mail.models import OutgoingMail
from tests.cms.dates.signing_up import ask, join, link, mails, said, states
from tests.support.database.undoing import each
from tests.support.pages.forms import problems, values

LINK = "https://treff.example/raum"


@pytest.fixture
def page(publish):
    """With two places, online."""
    return publish(
        "Treffen",
        9,
        needs_registration=True,
        capacity=2,
        is_online=True,
        online_link=LINK,
        contact_email="f@s.example",
    )


def test_a_place_is_reserved_when_the_button_behind_the_mailed_link_was_pressed(page, client):
    sent = ask(client, page, needs="Gebärdensprache")
    assert (sent.status_code, sent["Location"]) == (302, f"{page.url}?gesendet#formular")
    assert "Sie bekommen jetzt eine E-Mail mit einem Link." in said(client.get(f"{page.url}?gesendet"))
    address = link("confirm")
    assert "Angemeldet wird: Nina Neu, Stadt Ulm" in said(client.get(address))
    assert (states(page), LINK in mails()[0].text) == ({"nina": "pending"}, False)
    confirmed = client.post(address)
    assert ("Sie sind angemeldet" in said(confirmed), LINK in said(confirmed)) == (True, True)
    row = page.sign_ups.get()
    assert (row.state, row.user, row.needs) == ("in", None, "Gebärdensprache")
    mail = mails()[1]
    assert mail.subject == "Ihr Platz ist reserviert: Treffen"
    assert (LINK in mail.text, f"{page.url}termin.ics" in mail.text) == (True, True)
    client.post(address)
    assert (len(mails()), states(page)) == (2, {"nina": "in"})


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(page, client):
    refused = ask(client, page, name="", email="nina", place="", consent="").content.decode()
    assert set(problems(refused)) == {"name", "email", "place", "consent"}
    assert values(refused)["email"] == "nina"
    assert "Fehler: Treffen" in refused
    assert (states(page), mails()) == ({}, [])


def test_who_is_signed_in_is_in_at_once_and_sees_the_link(page, client, carla):
    client.force_login(carla)
    form = client.get(page.url).content.decode()
    assert (values(form)["name"], 'name="email"' in form) == (carla.name, False)
    ask(client, page, email="andere@stadt.example", name="Carla C.")
    row = page.sign_ups.get()
    assert (row.user, row.email, row.name, row.state) == (carla, carla.email, "Carla C.", "in")
    shown = client.get(page.url).content.decode()
    assert (LINK in shown, 'name="name"' in shown, "/teilnahme/absagen/" in shown) == (True, False, True)
    assert "Platz abgeben" in shown
    assert "Sie sind angemeldet." in said(client.get("/veranstaltungen/"))
    assert "Treffen" in said(client.get("/mein/"))
    ask(client, page)
    assert (page.sign_ups.count(), len(mails())) == (1, 1)


def test_who_confirmed_from_the_mailbox_sees_it_signed_in(page, client, carla):
    join(client, page, email=carla.email)
    client.force_login(carla)
    assert LINK in said(client.get(page.url))


def test_a_full_event_offers_the_waiting_list_and_the_next_moves_up(page, client):
    first, _, third = (join(client, page, email=f"{name}@stadt.example") for name in ("eins", "zwei", "drei"))
    join(client, page, email="vier@stadt.example")
    assert third.subject == "Sie stehen auf der Warteliste: Treffen"
    assert ("Platz 1 auf der Warteliste" in third.text, LINK in third.text) == (True, False)
    assert "Platz 2 auf der Warteliste" in mails()[-1].text
    offered = said(client.get(page.url))
    assert ("Ausgebucht, 2 auf der Warteliste" in offered, "Auf die Warteliste" in offered) == (True, True)
    away = link("cancel", first)
    assert "Ihr Platz geht an die erste Person auf der Warteliste." in said(client.get(away))
    assert "Sie sind nicht mehr angemeldet" in said(client.post(away))
    assert states(page) == {"eins": "cancelled", "zwei": "in", "drei": "in", "vier": "waiting"}
    to_eins, to_drei = mails()[-2:]
    assert (to_eins.subject, to_drei.to) == ("Sie sind nicht mehr angemeldet: Treffen", "drei@stadt.example")
    assert (to_drei.subject, LINK in to_drei.text) == ("Sie haben jetzt einen Platz: Treffen", True)
    client.post(away)
    assert len(mails()) == 10


def test_who_has_cancelled_may_sign_up_again(page, client):
    away = link("cancel", join(client, page, needs="Rampe"))
    client.post(away)
    assert page.sign_ups.get().needs == ""
    join(client, page, place="Stadt Aalen")
    row = page.sign_ups.get()
    assert (row.state, row.place) == ("in", "Stadt Aalen")


def test_one_moves_up_when_there_are_more_places(page, client):
    for name in ("eins", "zwei", "drei", "vier"):
        join(client, page, email=f"{name}@stadt.example")
    page = EventPage.objects.get(pk=page.pk)
    page.capacity = 3
    revision = page.save_revision()
    assert list(states(page).values()).count("in") == 2
    revision.publish()
    assert states(page) == {"eins": "in", "zwei": "in", "drei": "in", "vier": "waiting"}
    assert mails()[-1].subject == "Sie haben jetzt einen Platz: Treffen"


def test_all_hear_of_it_once_when_an_event_is_called_off(page, client):
    for name in ("eins", "zwei", "drei"):
        join(client, page, email=f"{name}@stadt.example")
    before = len(mails())
    page = EventPage.objects.get(pk=page.pk)
    page.is_cancelled = True
    for _ in range(2):
        page.save_revision().publish()
    called_off = mails()[before:]
    assert {mail.subject for mail in called_off} == {"Abgesagt: Treffen"}
    assert (len(called_off), set(states(page).values())) == (3, {"cancelled"})


def test_the_page_answers_the_same_for_an_address_that_is_signed_up(page, client):
    new = ask(client, page)
    client.post(link("confirm"))
    again = ask(client, page, name="Jemand anderes")
    assert (new.status_code, new["Location"]) == (again.status_code, again["Location"])
    assert page.sign_ups.get().name == "Nina Neu"
    assert OutgoingMail.objects.latest("pk").subject == "Sie haben sich schon angemeldet: Treffen"
    assert LINK in OutgoingMail.objects.latest("pk").text


YESTERDAY = timezone.localdate() - timedelta(days=1)
CLOSED = [
    ({"registration_deadline": YESTERDAY}, "Die Anmeldung ist geschlossen."),
    ({"start": timezone.now() - timedelta(hours=1)}, "hat schon begonnen oder ist vorbei"),
    ({"is_cancelled": True}, "ist abgesagt"),
    ({"needs_registration": False}, "brauchen Sie keine Anmeldung"),
]


@each(("fields", "words"), CLOSED)
def test_what_takes_no_sign_ups_refuses_them_in_words(fields, words, page, client, carla):
    ask(client, page)
    EventPage.objects.filter(pk=page.pk).update(**fields)
    late = client.post(link("confirm"))
    assert (late.status_code, "Die Anmeldung ist geschlossen" in said(late)) == (409, True)
    refused = ask(client, page, email="zwei@stadt.example")
    assert (refused.status_code, words in said(refused)) == (409, True)
    client.force_login(carla)
    assert ask(client, page).status_code == 409
    assert (states(page), len(mails())) == ({"nina": "pending"}, 1)


def test_after_the_deadline_one_may_cancel_and_the_next_moves_up_but_not_after_the_beginning(page, client):
    kept = [join(client, page, email=f"{name}@stadt.example") for name in ("eins", "zwei", "drei", "vier")]
    EventPage.objects.filter(pk=page.pk).update(registration_deadline=YESTERDAY)
    client.post(link("cancel", kept[0]))
    assert states(page)["drei"] == "in"
    EventPage.objects.filter(pk=page.pk).update(start=timezone.now() - timedelta(minutes=5))
    client.post(link("cancel", kept[1]))
    assert states(page) == {"eins": "cancelled", "zwei": "cancelled", "drei": "in", "vier": "waiting"}
    EventPage.objects.filter(pk=page.pk).update(end=timezone.now())
    assert "absagen muss man nicht mehr" in said(client.post(link("cancel", kept[2])))
    assert states(page)["drei"] == "in"


def test_links_that_were_made_up_or_are_over_change_nothing(page, client):
    ask(client, page)
    address = link("confirm")
    assert client.post(address.replace("bestaetigen", "absagen")).status_code == 200
    assert client.post("/veranstaltungen/teilnahme/bestaetigen/erfunden/").status_code == 404
    page.sign_ups.update(since=timezone.now() - limits.UNCONFIRMED_SIGN_UP_RETENTION)
    gone = client.post(address)
    assert (gone.status_code, "Dieser Link gilt nicht mehr" in said(gone)) == (404, True)
    assert states(page) == {"nina": "pending"}


def test_nobody_fills_another_persons_mailbox(page, client):
    assert [ask(client, page).status_code for _ in range(11)] == [302] * 10 + [429]
    assert len(mails()) == 10


def test_sign_ups_are_deleted_in_time(page, publish):
    now, day = timezone.now(), timedelta(days=1)
    old = publish("Alt", -31, needs_registration=True)
    rows = {
        "frisch": (page, "pending", day),
        "unbestätigt": (page, "pending", 2 * day),
        "dabei": (page, "in", 300 * day),
        "abgesagt": (page, "cancelled", 29 * day),
        "lange abgesagt": (page, "cancelled", 31 * day),
        "lange vorbei": (old, "in", 40 * day),
    }
    for number, (name, (event, state, ago)) in enumerate(rows.items()):
        fields = {"name": name, "email": f"n{number}@stadt.example", "place": "Ulm"}
        EventSignUp.objects.create(event=event, state=state, since=now - ago, **fields)
    tasks.delete_expired_submissions(0)
    left = EventSignUp.objects.filter(event__in=[page, old]).values_list("name", flat=True)
    assert set(left) == {"frisch", "dabei", "abgesagt"}


def test_a_deleted_account_gives_its_place_to_the_next(page, client, carla):
    from privacy.deletion.rows import erase_rows

    client.force_login(carla)
    ask(client, page)
    client.logout()
    for name in ("zwei", "drei"):
        join(client, page, email=f"{name}@stadt.example")
    erase_rows(carla)
    assert states(page) == {"zwei": "in", "drei": "in"}
    moved = mails()[-1]
    assert (moved.to, moved.subject) == ("drei@stadt.example", "Sie haben jetzt einen Platz: Treffen")
    assert carla.email not in {mail.to for mail in mails()}
