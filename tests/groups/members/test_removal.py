"""Removing a member needs a reason: the person reads it in a mail, leads read it again when the person asks."""

import pytest

from audit.models import Entry
from groups.models import Removal
from mail.models import OutgoingMail
from tests.support.pages.forms import problems, values, words
from tests.support.pages.joining import ask, rows

MEMBERS = "/gruppen/lesekreis/mitglieder/"
NO_REASON = "Bitte schreiben Sie der Person, warum."
# Words that would be a header, a link or a script where somebody is careless.
HARMFUL = (
    "Danke & tschüss\r\nBcc: boese@anderswo.example\r\nSubject: Gewinn\r\n\r\n"
    "<script>alert(1)</script> {{ group }} {% now 'Y' %}"
)


@pytest.fixture
def address(member):
    return lambda user: f"{MEMBERS}{member(user).pk}/entfernen/"


def removed(as_dora, where, reason="Zu laut."):
    response = as_dora.post(where, {"reason": reason})
    assert response.status_code == 302
    return OutgoingMail.objects.latest("pk")


def test_the_page_says_what_follows_and_asks_why(as_dora, anna, address):
    before = rows()
    html = as_dora.get(address(anna)).content.decode()
    assert "Anna Annasen aus der Gruppe entfernen?" in html
    assert "Steht in der E-Mail an die Person." in html
    assert values(html) == {"reason": ""}
    assert rows() == before


@pytest.mark.parametrize("reason", ["", " \n\t "])
def test_without_a_reason_nobody_is_removed(reason, as_dora, anna, address):
    before = rows()
    response = as_dora.post(address(anna), {"reason": reason})
    html = response.content.decode()
    assert response.status_code == 200
    assert problems(html) == {"reason": NO_REASON}
    assert "<title>Fehler: Mitglied entfernen: " in html
    assert rows() == before


def test_a_reason_too_long_comes_back(as_dora, anna, address):
    before, submitted = rows(), "x" * 301
    html = as_dora.post(address(anna), {"reason": submitted}).content.decode()
    assert problems(html) == {"reason": "1 Zeichen zu viel: Es sind 301, möglich sind 300."}
    assert values(html) == {"reason": submitted}
    assert rows() == before


def test_a_null_character_in_the_reason_is_refused(as_dora, anna, address):
    before = rows()
    assert problems(as_dora.post(address(anna), {"reason": "a\0b"}).content.decode()).keys() == {"reason"}
    assert rows() == before


def test_a_reason_may_have_three_hundred_characters(as_dora, anna, address):
    removed(as_dora, address(anna), "x" * 300)
    assert Removal.objects.get().reason == "x" * 300


def test_a_line_break_in_the_reason_counts_as_one_character_as_in_the_browser(as_dora, anna, address):
    """A browser counts one and sends two."""
    response = as_dora.post(address(anna), {"reason": "a" * 149 + "\r\n" + "b" * 150})
    assert response.status_code == 302


def test_the_reason_is_kept_with_who_removed_whom(as_dora, anna, dora, group, address, events):
    removed(as_dora, address(anna))
    removal = Removal.objects.get()
    assert (removal.group, removal.user, removal.removed_by) == (group, anna, dora)
    assert removal.reason == "Zu laut."
    entry = Entry.objects.get()
    assert (entry.act, entry.actor, entry.object) == ("member_removed", dora, f"user.{anna.pk}")
    assert entry.details == {}
    assert events()[-1] == "membership_ended"


def test_the_person_reads_why_in_one_mail(as_dora, anna, address):
    mail = removed(as_dora, address(anna))
    assert OutgoingMail.objects.count() == 1
    assert (mail.to, mail.subject) == (anna.email, "Sie sind nicht mehr in der Gruppe „Lesekreis“")
    for text in (" ".join(mail.text.split()), words(mail.html)):
        assert "die Gruppenleitung hat Ihre Mitgliedschaft in der Gruppe „Lesekreis“ beendet" in text
        assert "Zu laut." in text
    assert "Dora" not in mail.text + mail.html


def test_a_harmful_reason_is_only_words_in_the_mail(as_dora, anna, address):
    mail = removed(as_dora, address(anna), HARMFUL)
    assert mail.to == anna.email
    assert mail.subject == "Sie sind nicht mehr in der Gruppe „Lesekreis“"
    assert "boese@anderswo.example" not in str(mail.headers)
    assert {name.lower() for name in mail.headers} & {"bcc", "cc", "to", "subject"} == set()
    assert HARMFUL.split() == mail.text.partition("Sie schreibt dazu:")[2].split()[: len(HARMFUL.split())]
    assert "<script" not in mail.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in mail.html
    assert "Danke &amp; tschüss" in mail.html


def test_a_harmful_reason_that_is_refused_is_only_words_on_the_page(as_dora, anna, address):
    submitted = "</textarea><script>alert(1)</script>" * 10
    html = as_dora.post(address(anna), {"reason": submitted}).content.decode()
    assert "<script>alert(1)" not in html
    assert values(html) == {"reason": submitted}


@pytest.fixture
def asks_again(as_dora, anna, group, address):
    """Anna was removed and asks to be let in again: where leads read that."""
    removed(as_dora, address(anna), "Zu <b>laut</b>.")
    return f"/gruppen/lesekreis/anfragen/{ask(group, anna).pk}/"


def test_leads_read_the_reason_again_when_the_person_asks(as_dora, asks_again):
    html = as_dora.get(asks_again).content.decode()
    assert "Zu <b>laut</b>." in words(html)


def test_nobody_else_reads_the_reason(as_ben, as_anna, asks_again):
    for browser in (as_ben, as_anna):
        for page in (asks_again, "/gruppen/lesekreis/", "/gruppen/", "/mein/", "/gruppen/lesekreis/zugang/"):
            assert "laut" not in browser.get(page).content.decode()


def test_a_removed_person_is_not_let_in_by_a_link_at_once(as_dora, as_anna, anna, group, address, invitation):
    removed(as_dora, address(anna))
    response = as_anna.post(f"{invitation.get_absolute_url()}beitreten/", follow=True)
    assert response.redirect_chain[-1] == (f"{invitation.get_absolute_url()}anfragen/", 302)
    assert not group.memberships.filter(user=anna).exists()


def test_whoever_is_removed_again_has_the_newest_reason(
    as_dora, anna, group, address, second_lead, signed_in
):
    removed(as_dora, address(anna), "Erstens.")
    asked = ask(group, anna)
    as_dora.post(f"/gruppen/lesekreis/anfragen/{asked.pk}/freigeben/")
    assert not Removal.objects.exists()
    removed(signed_in(second_lead), address(anna), "Zweitens.")
    removal = Removal.objects.get()
    assert (removal.reason, removal.removed_by) == ("Zweitens.", second_lead)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_lead_is_removed_only_after_giving_up_the_lead(method, as_dora, second_lead, address):
    where = address(second_lead)
    before = rows()
    response = getattr(as_dora, method)(where, {"reason": "Zu laut."}, follow=True)
    assert "leitet die Gruppe. Ändern Sie bitte zuerst die Rolle." in response.content.decode()
    assert rows() == before
    as_dora.post(where.removesuffix("entfernen/"), {"role": "member"})
    removed(as_dora, where)
    assert Removal.objects.get().user == second_lead


def test_an_admin_removes_from_a_group_without_leads(vera, anna, dora, signed_in, address):
    where = address(anna)
    dora.is_active = False
    dora.save(update_fields=["is_active"])
    removed(signed_in(vera), where)
    assert Removal.objects.get().removed_by == vera
