"""The page on which a lead sees what was understood of a list, before anything is mailed."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import DraftLine, Mailing, MailingDraft
from groups.tasks import delete_expired_mailing_drafts
from mail.models import OutgoingMail
from tests.support.database.undoing import each
from tests.support.mails.mailings import NEW, PAGE, email_invitation, invite, press
from tests.support.pages.client import Client
from tests.support.pages.forms import attributes, problems, values, words

OTTO = "otto@stadt.example"
SECTION = re.compile(r'<section aria-labelledby="(\w+)">\s*<h3.*?</section>', re.DOTALL)
INCOMPLETE = "Bitte geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel „vorname.nachname@stadt.de“."


@pytest.fixture
def check(as_dora, group):
    """Dora has pasted these lines, and sees the page."""

    def check(*lines, **fields):
        submitted = {"addresses": "\n".join(lines), "role": "member"} | fields
        return as_dora.post(PAGE, submitted, follow=True)

    return check


def shown(response):
    """Section to (name, address) of its rows."""
    found = {}
    for section in SECTION.finditer(response.content.decode()):
        inputs = [attributes(tag) for tag in re.findall(r"<input\b[^>]*>", section[0])]
        texts = {
            name: [one["value"] for one in inputs if one["name"] == name] for name in ("name", "address")
        }
        found[section[1]] = list(zip(texts["name"], texts["address"], strict=True))
    return found


def test_each_row_shows_what_was_understood_and_what_will_become_of_it(check, group, dora, anna):
    invite(group, dora, OTTO)
    response = check(
        f"Muster, Bernd, Dr. <{NEW}>",
        f"Neu <{NEW.upper()}>",
        "Clara Kurz",
        "Emil <emil@stadt>",
        OTTO,
        anna.email,
    )
    html = response.content.decode()
    assert shown(response) == {
        "unklar": [("Clara Kurz", ""), ("Emil", "emil@stadt")],
        "keine": [("Neu", NEW.upper()), ("", OTTO), ("", anna.email)],
        "eingeladen": [("Dr. Bernd Muster", NEW)],
    }
    assert problems(html) == {
        "address_3": "? Hier fehlt die E-Mail-Adresse.",
        "address_4": f"? {INCOMPLETE}",
    }
    for text in ("Ihre Zeile: „Clara Kurz“", "Ihre Zeile: „Emil <emil@stadt>“", "doppelt, wie Zeile 1"):
        assert text in words(html)
    assert "ist schon Mitglied" in html
    assert "ist schon eingeladen" in html
    assert "1 Einladung senden" in words(html)


def test_nothing_is_sent_while_a_row_is_not_understood_and_each_is_linked(check, as_dora):
    response = check(NEW, "Clara Kurz", "emil@stadt")
    response = press(as_dora, response)
    html = response.content.decode()
    assert "<title>Fehler: Liste prüfen" in html
    assert problems(html) == {"address_2": "Hier fehlt die E-Mail-Adresse.", "address_3": INCOMPLETE}
    assert not Mailing.objects.exists()


def test_a_corrected_row_is_judged_again_at_its_field_and_keeps_what_was_typed(check, as_dora, anna):
    response = check(NEW, "Clara Kurz", "emil@stadt", "Otto")
    typed = {
        "address_2": "clara@",
        "name_2": "Clara 2",
        "address_3": anna.email,
        "address_4": f" {OTTO}\u200b",
    }
    response = press(as_dora, response, name_1="x" * 101, **typed)
    html = response.content.decode()
    assert problems(html).keys() == {"name_1", "address_2"}
    assert problems(html)["name_1"] == "Der Name darf höchstens 100 Zeichen haben."
    assert shown(response)["unklar"] == [("x" * 101, NEW), ("Clara 2", "clara@")]
    assert shown(response)["keine"] == [("", anna.email)]
    response = press(as_dora, response, name_1="Nina Neu", address_2="clara@stadt.example")
    emails = ["nina@stadt.example", "clara@stadt.example", anna.email, OTTO]
    assert [one.email for one in Mailing.objects.get().email_invitations.all()] == emails
    assert email_invitation().name == "Nina Neu"


def test_rows_without_an_address_are_left_out_at_once_and_can_come_back(check, as_dora):
    response = press(as_dora, check(NEW, "Clara Kurz", "emil@stadt"), "drop")
    assert shown(response) == {
        "weg": [("Clara Kurz", ""), ("", "emil@stadt")],
        "eingeladen": [("", NEW)],
    }
    response = press(as_dora, response, "check", drop_3=False, address_3="emil@stadt.example")
    assert [address for _, address in shown(response)["eingeladen"]] == [NEW, "emil@stadt.example"]
    press(as_dora, response)
    assert Mailing.objects.get().email_invitations.count() == 2


def test_a_row_that_is_left_out_gets_no_mail_and_makes_no_other_a_double(check, as_dora):
    response = check(NEW, f"Nina Neu <{NEW}>", OTTO)
    press(as_dora, response, drop_1=True, drop_3=True)
    assert [(one.email, one.name) for one in Mailing.objects.get().email_invitations.all()] == [
        (NEW, "Nina Neu")
    ]


def test_a_list_to_which_nobody_is_left_is_not_sent(check, as_dora, anna):
    response = check(anna.email)
    assert "senden</span>" not in response.content.decode()
    html = press(as_dora, response).content.decode()
    assert "So bekommt niemand eine Einladung." in html
    assert not Mailing.objects.exists()


def test_going_back_keeps_the_list_as_corrected_the_words_and_the_role(check, as_dora):
    response = check(f"Nina <{NEW}>", "Clara Kurz", "emil@stadt", OTTO, words="Kommen Sie!", role="moderator")
    response = press(as_dora, response, "edit", name_1="Nina Neu", address_2="clara@", drop_4=True)
    html = response.content.decode()
    assert values(html) == {
        "addresses": f"Nina Neu <{NEW}>\nClara Kurz <clara@>\nemil@stadt",
        "file": "",
        "words": "Kommen Sie!",
        "role": "moderator",
    }
    changed = {"addresses": OTTO, "words": "Bitte!", "role": "member"}
    response = as_dora.post(response.request["PATH_INFO"], changed, follow=True)
    assert shown(response) == {"eingeladen": [("", OTTO)]}
    assert "„Bitte!“" in words(response.content.decode())
    assert MailingDraft.objects.count() == 1


def test_bad_input_on_the_way_back_comes_back_and_leaves_the_draft(check, as_dora):
    address = press(as_dora, check(NEW), "edit").request["PATH_INFO"]
    html = as_dora.post(address, {"addresses": "Otto", "words": "Bitte!", "role": "member"}).content.decode()
    assert problems(html).keys() == {"addresses"}
    assert values(html)["addresses"] == "Otto"
    assert DraftLine.objects.get().address == NEW


def test_a_list_that_is_not_sent_is_found_again_by_whoever_made_it(check, as_dora, second_lead, signed_in):
    response = check(NEW, OTTO)
    address, page = response.request["PATH_INFO"], "/gruppen/lesekreis/einladungen/"
    html = as_dora.get(page).content.decode()
    assert f'href="{address}"' in html
    assert "2 Zeilen" in words(html)
    as_lena = signed_in(second_lead)
    assert "noch nicht gesendet" not in as_lena.get(page).content.decode()
    assert as_lena.get(address).status_code == as_lena.post(address).status_code == 404


def test_a_list_is_thrown_away_after_asking(check, as_dora):
    address = f"{check(NEW).request['PATH_INFO']}verwerfen/"
    assert "Die Liste verwerfen?" in as_dora.get(address).content.decode()
    assert MailingDraft.objects.exists()
    assert "Die Liste ist verworfen." in as_dora.post(address, follow=True).content.decode()
    assert not DraftLine.objects.exists()


def test_a_list_is_deleted_a_week_after_its_last_change(check, as_dora):
    response = check(NEW)
    MailingDraft.objects.update(changed_at=timezone.now() - timedelta(days=6.9))
    delete_expired_mailing_drafts(timestamp=0)
    press(as_dora, response, "check")
    assert MailingDraft.objects.get().changed_at > timezone.now() - timedelta(minutes=1)
    MailingDraft.objects.update(changed_at=timezone.now() - timedelta(days=7.1))
    delete_expired_mailing_drafts(timestamp=0)
    assert not DraftLine.objects.exists()


def test_what_was_typed_after_the_session_ended_is_given_back(check):
    response = check(NEW, OTTO)
    html = press(Client(), response, "check", follow=False, address_2="clara@stadt.example").content.decode()
    for text in (NEW, "clara@stadt.example"):
        assert text in html


@each("typed", ["</textarea><script>alert(1)</script>", '" onfocus="alert(1)', "ni\0na@stadt.example"])
def test_whatever_is_typed_is_text(typed, check, as_dora):
    html = press(as_dora, check(NEW), "check", address_1=typed, name_1=typed).content.decode()
    assert "<script>alert" not in html
    assert ' onfocus="' not in html
    assert "alert(1)" in html or "nina@stadt.example" in html


def test_two_hundred_rows_cost_as_many_queries_as_two(check, as_dora):
    numbers = []
    for number in (2, 200):
        address = check(*(f"p{n}@stadt.example" for n in range(number))).request["PATH_INFO"]
        as_dora.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert as_dora.get(address).status_code == 200
        numbers.append(len(captured))
    assert numbers[0] == numbers[1]


def test_a_thousand_rows_are_corrected_and_sent(check, as_dora):
    """Django takes 10,000 fields of a form."""
    response = check(*(f"Person <p{n}@stadt.example>" for n in range(1_000)))
    press(as_dora, response, name_1000="Zuletzt")
    assert Mailing.objects.get().email_invitations.count() == 1_000
    assert email_invitation("p999@stadt.example").name == "Zuletzt"
    assert not OutgoingMail.objects.exists()
