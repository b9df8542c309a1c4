"""Inviting by mail: what leads type wrong, at which field they read so, what comes back, and that nothing is sent."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from groups.invitations.lists.decoding import NO_TEXT, WORKBOOK
from groups.invitations.lists.tables import NO_ADDRESS
from groups.models import EmailInvitation, Group, Mailing, MailingDraft
from mail.models import OutgoingMail
from tests.support.database.undoing import each
from tests.support.mails.mailings import (
    NEW,
    PAGE,
    email_invitation,
    mails_to,
    press,
    rows,
    send_list,
    send_out,
    set_group,
)
from tests.support.pages.client import Client
from tests.support.pages.forms import problems, values

FILLED = {"addresses": NEW, "words": "Kommen Sie!", "role": "member"}
MANY = "\n".join(f"p{number}@stadt.example" for number in range(1_001))
TOO_MANY = "Höchstens 1.000 Adressen auf einmal; es sind 1.001."
BAD = {
    "no address": ({"addresses": ""}, "addresses", "Bitte geben Sie mindestens eine Adresse ein."),
    "only spaces": ({"addresses": " \n; ,"}, "addresses", "Bitte geben Sie mindestens eine Adresse ein."),
    "no valid address": (
        {"addresses": "nina@stadt\nOtto"},
        "addresses",
        "Darin ist keine gültige E-Mail-Adresse; „nina@stadt“ zum Beispiel ist keine.",
    ),
    "a null character": (
        {"addresses": "ni\0na@stadt.example"},
        "addresses",
        "Nullzeichen sind nicht erlaubt.",
    ),
    "too many": ({"addresses": MANY}, "addresses", TOO_MANY),
    "too many words": ({"words": "x" * 501}, "words", "1 Zeichen zu viel: Es sind 501, möglich sind 500."),
    "a null character in the words": ({"words": "Kommen\0 Sie"}, "words", "Nullzeichen sind nicht erlaubt."),
    "no role": ({"role": ""}, "role", "Bitte wählen Sie eine Rolle."),
    "a crafted role": ({"role": "admin"}, "role", "admin"),
}
BAD_FILES = {
    "a spreadsheet": (b"PK\x03\x04\x14\x00\x06\x00a@b.de\x8d\x81", WORKBOOK),
    "an image": (b"\x89PNG\r\n\x1a\n\x00\x00a@b.de", NO_TEXT),
    "nothing": (b"", NO_ADDRESS),
    "no address": (b"Name;E-Mail\nNina;\n", NO_ADDRESS),
    "too many lines": (MANY.encode(), TOO_MANY),
    "too big": (b"nina@stadt.example\n" * 60_000, "Die Datei ist größer als 1 MB."),
}


def file_of(data, name="liste.csv"):
    return SimpleUploadedFile(name, data, content_type="text/csv")


def shown(submitted):
    """What stands in the fields of the page that comes back; a browser sends no file a second time."""
    return {"file": "", **submitted}


@each("what", BAD)
def test_bad_input_is_explained_at_its_field_and_comes_back(what, as_dora, group, events):
    change, field, text = BAD[what]
    submitted, before = FILLED | change, rows()
    response = as_dora.post(PAGE, submitted)
    html = response.content.decode()
    assert response.status_code == 200
    assert "<title>Fehler: Per E-Mail einladen" in html
    assert problems(html).keys() == {field}
    assert text in problems(html)[field]
    assert not problems(html)[field].startswith("?")
    assert events()[-1] == "mail_invitation_refused"
    # A choice that does not exist cannot be shown as chosen.
    assert values(html) == shown(submitted | ({"role": ""} if field == "role" else {}))
    assert rows() == before


@each("what", BAD_FILES)
def test_a_file_that_cannot_be_used_is_explained_at_its_field(what, as_dora, group):
    data, text = BAD_FILES[what]
    before = rows()
    html = as_dora.post(PAGE, FILLED | {"file": file_of(data)}).content.decode()
    assert problems(html) == {"file": text}
    assert values(html) == shown(FILLED)
    assert rows() == before


@each("what", ["too many words", "no role", "a crafted role"])
def test_the_lines_of_the_file_come_back_in_the_field_for_addresses(what, as_dora, group):
    change, field, _ = BAD[what]
    data = "Name;E-Mail\nMüller, Otto;otto@stadt.example\n".encode("cp1252")
    html = as_dora.post(PAGE, FILLED | change | {"file": file_of(data)}).content.decode()
    assert problems(html).keys() == {field}
    assert values(html)["addresses"] == f"{NEW}\nMüller, Otto <otto@stadt.example>"


def test_typed_and_uploaded_lines_count_together(as_dora, group):
    half = "\n".join(f"q{number}@stadt.example" for number in range(501))
    other = "\n".join(f"p{number}@stadt.example" for number in range(500))
    html = as_dora.post(PAGE, FILLED | {"addresses": half, "file": file_of(other.encode())}).content.decode()
    assert problems(html) == {"addresses": TOO_MANY}
    assert values(html)["addresses"].splitlines() == [*half.splitlines(), *other.splitlines()]
    assert not Mailing.objects.exists()


def test_what_is_wrong_with_both_is_said_at_both(as_dora, group):
    html = as_dora.post(PAGE, {"addresses": "ni\0na", "words": "x" * 501, "role": "x"}).content.decode()
    assert problems(html).keys() == {"addresses", "words", "role"}


@pytest.fixture
def invited_today(group, dora):
    """Makes so many lines of an invitation of the last day."""

    def make(number, **fields):
        mailing = group.mailings.create(label="Per E-Mail", created_by=dora)
        Mailing.objects.filter(pk=mailing.pk).update(**fields)
        EmailInvitation.objects.bulk_create(
            EmailInvitation(group=group, mailing=mailing, line=n, email=f"q{n}@{mailing.pk}.example")
            for n in range(number)
        )

    return make


def test_a_group_invites_no_more_than_three_thousand_a_day(as_dora, invited_today):
    invited_today(2_999)
    html = send_list(as_dora, FILLED | {"addresses": f"{NEW}\notto@stadt.example"}).content.decode()
    assert "Eine Gruppe lädt an einem Tag höchstens 3.000 Personen ein; heute noch 1." in html
    assert Mailing.objects.count() == 1
    send_list(as_dora, FILLED)
    assert Mailing.objects.count() == 2
    assert "heute noch 0" in send_list(as_dora, FILLED | {"addresses": "otto@stadt.example"}).content.decode()


def test_yesterday_and_other_groups_do_not_count(as_dora, invited_today, signed_in, carla, other_group):
    invited_today(3_000, created_at=timezone.now() - timezone.timedelta(hours=25))
    send_list(as_dora, FILLED)
    assert email_invitation().group == Group.objects.get(slug="lesekreis")
    invited_today(3_000)
    send_list(signed_in(carla), FILLED, "/gruppen/chor/einladungen/per-mail/")
    assert email_invitation().group == other_group


def test_what_was_typed_comes_back_as_text_and_never_as_markup(as_dora, group):
    bad = "</textarea><script>alert(1)</script>"
    html = as_dora.post(PAGE, FILLED | {"addresses": bad, "words": bad}).content.decode()
    assert "<script>alert" not in html
    assert values(html)["addresses"] == values(html)["words"] == bad


def test_the_list_shows_what_was_typed_as_text(as_dora, group):
    response = as_dora.post(PAGE, FILLED | {"addresses": f"{NEW}\n<script>alert(1)</script>"}, follow=True)
    assert "<script>alert" not in response.content.decode()
    assert "alert(1)" in response.content.decode()


@each(
    "line",
    [
        f"Nina\r\nBcc: x@boese.example\r\n <{NEW}>",
        f"Nina\x0bBcc: x@boese.example <{NEW}>",
        f"Nina\u2028Bcc: x <{NEW}>",
        f"Nina %0aBcc: x <{NEW}>",
    ],
)
def test_no_name_and_no_words_break_out_of_a_header(line, as_dora, group, dora):
    words = "Kommen Sie!\r\nBcc: x@boese.example\r\n\r\nSubject: Gewonnen"
    response = as_dora.post(PAGE, FILLED | {"addresses": line, "words": words}, follow=True)
    press(as_dora, press(as_dora, response, "drop"))
    send_out(Mailing.objects.get())
    (mail,) = mails_to(NEW)
    assert mail.subject == "Dora Dorasen lädt Sie in die Gruppe „Lesekreis“ ein"
    assert mail.subject.isprintable()
    assert not {"Bcc", "Cc", "To", "Subject"} & mail.headers.keys()
    assert all(value.isprintable() for value in mail.headers.values())
    assert email_invitation().name.isprintable()


def test_a_line_break_in_a_cell_makes_no_second_line_in_the_mail(as_dora, group):
    data = f'Name;E-Mail\n"Nina\r\nBcc: x";{NEW}\n'.encode()
    send_list(as_dora, FILLED | {"addresses": "", "file": file_of(data)})
    send_out(Mailing.objects.get())
    assert "Guten Tag, Nina Bcc: x,\n" in mails_to(NEW)[0].text


def test_names_and_words_are_text_in_the_html_of_the_mail(as_dora, group):
    data = f'Name;E-Mail\n"Nina & ""Neu""";{NEW}\n'.encode()
    send_list(as_dora, FILLED | {"addresses": "", "file": file_of(data), "words": "<img src=x> & du"})
    send_out(Mailing.objects.get())
    (mail,) = mails_to(NEW)
    assert "<img src=x>" not in mail.html
    assert "&lt;img src=x&gt; &amp; du" in mail.html
    assert "<img src=x> & du" in mail.text


def test_a_form_without_csrf_token_is_refused(group, dora):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(dora)
    assert browser.post(PAGE, FILLED).status_code == 403
    assert not Mailing.objects.exists()


def test_an_archived_group_invites_nobody(as_dora, group):
    set_group(archived_at=timezone.now())
    before = rows()
    assert as_dora.get(PAGE)["Location"] == "/gruppen/lesekreis/einladungen/"
    html = as_dora.post(PAGE, FILLED).content.decode()
    assert "Die Gruppe ist inzwischen abgeschlossen. Es wurde nichts gesendet." in html
    assert values(html) == shown(FILLED)
    assert rows() == before


@pytest.mark.usefixtures("carla", "emil", "vera")
@each(
    ("name", "status"),
    [("anna", 403), ("ben", 403), ("carla", 404), ("emil", 404), ("vera", 404), ("dora", 200)],
)
def test_only_leads_get_in(name, status, group, signed_in, request):
    browser = signed_in(request.getfixturevalue(name))
    assert browser.get(PAGE).status_code == status
    assert browser.post(PAGE, FILLED).status_code == (302 if status == 200 else status)
    assert MailingDraft.objects.count() == (status == 200)


def test_anonymous_goes_to_the_sign_in(client, group):
    assert client.get(PAGE)["Location"] == f"/konto/anmelden/?next={PAGE}"
    assert client.post(PAGE, FILLED).status_code == 401
    assert not Mailing.objects.exists()


def test_the_form_alone_sends_nothing(as_dora, group):
    response = as_dora.post(PAGE, FILLED)
    assert response["Location"] == f"{PAGE}pruefen/{MailingDraft.objects.get().pk}/"
    assert not Mailing.objects.exists()


def test_nothing_is_sent_before_the_job_runs(as_dora, group):
    response = send_list(as_dora, FILLED)
    assert response.redirect_chain == [(f"{PAGE}{Mailing.objects.get().pk}/", 302)]
    assert not OutgoingMail.objects.exists()
