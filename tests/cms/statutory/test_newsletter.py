"""The newsletter's addresses: on the list only when confirmed, off it with one click, and exported by editors."""

import re
from datetime import timedelta

from django.utils import timezone

from cms import limits, tasks
from cms.models import Subscriber
from mail.models import OutgoingMail
from tests.cms.statutory.filling import send
from tests.support.pages.client import Client
from tests.support.pages.forms import words

PAGE, ADDRESS = "/newsletter/", "nina@stadt.example"


def order(client, address=ADDRESS):
    return send(client, PAGE, {"email": address})


def link(step):
    return re.search(rf"/newsletter/{step}/[^/]+/", OutgoingMail.objects.latest("pk").text)[0]


def read(response):
    return words(response.content.decode())


def test_an_address_is_on_the_list_when_the_button_behind_the_mailed_link_was_pressed(demo, client):
    assert order(client).status_code == 302
    address = link("bestaetigen")
    assert f"Möchten Sie den Newsletter an {ADDRESS} bekommen?" in read(client.get(address))
    assert Subscriber.objects.get().confirmed_at is None
    assert "Ihre Adresse ist bestätigt" in read(client.post(address))
    first = Subscriber.objects.get().confirmed_at
    client.post(address)
    assert first == Subscriber.objects.get().confirmed_at


def test_leaving_takes_one_click_also_by_the_mail_program_alone(demo, client):
    order(client)
    mail, address = OutgoingMail.objects.get(), link("abmelden")
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.headers["List-Unsubscribe"] == f"<http://localhost:8000{address}>"
    assert "keinen Newsletter mehr" in read(client.get(address))
    assert Subscriber.objects.exists()
    program = Client(enforce_csrf_checks=True)
    assert "Sie sind abgemeldet" in read(program.post(address, {"List-Unsubscribe": "One-Click"}))
    assert not Subscriber.objects.exists()
    assert "Sie sind abgemeldet" in read(client.get(address))


def test_the_page_answers_the_same_for_an_address_that_is_on_the_list(demo, client):
    new = order(client)
    Subscriber.objects.get().confirm()
    again = order(client)
    assert (new.status_code, new["Location"]) == (again.status_code, again["Location"])
    assert OutgoingMail.objects.latest("pk").subject == "Sie bekommen unseren Newsletter schon"
    assert Subscriber.objects.count() == 1


def test_nobody_fills_another_persons_mailbox(demo, client):
    assert [order(client).status_code for _ in range(4)] == [302] * 3 + [429]
    assert OutgoingMail.objects.count() == 3


def test_links_that_were_made_up_or_are_over_change_nothing(demo, client):
    order(client)
    address = link("bestaetigen")
    assert client.post(address.replace("bestaetigen", "abmelden")).status_code == 200
    assert client.post("/newsletter/bestaetigen/erfunden/").status_code == 404
    Subscriber.objects.update(created_at=timezone.now() - limits.UNCONFIRMED_SUBSCRIPTION_RETENTION)
    tasks.delete_expired_submissions(0)
    gone = client.post(address)
    assert (gone.status_code, "Dieser Link gilt nicht mehr" in read(gone)) == (404, True)


def test_a_confirmed_address_stays_however_old_it_is(demo, client):
    Subscriber.objects.create(email=ADDRESS, confirmed_at=timezone.now())
    Subscriber.objects.update(created_at=timezone.now() - timedelta(days=9999))
    tasks.delete_expired_submissions(0)
    assert Subscriber.objects.exists()


def test_editors_export_confirmed_addresses_with_the_link_for_leaving_and_add_none(demo, client, emil):
    confirmed = Subscriber.objects.create(email=ADDRESS, confirmed_at=timezone.now())
    Subscriber.objects.create(email="offen@stadt.example")
    client.force_login(emil)
    listed = "/redaktion/snippets/cms/subscriber/"
    export = b"".join(client.get(f"{listed}?export=csv")).decode()
    assert ADDRESS in export
    assert confirmed.leave_address in export
    assert "offen@stadt.example" not in export
    assert client.get(f"{listed}add/").status_code == 302
