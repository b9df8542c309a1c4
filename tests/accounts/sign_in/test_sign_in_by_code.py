import pytest

from mail.models import OutgoingMail

REQUEST, CONFIRM = "/konto/anmelden/code/", "/konto/anmelden/code/bestaetigen/"
BAD = "000000"


def test_a_person_signs_in_by_code_and_arrives_where_she_wanted(client, people, mailed_code, events):
    response = client.post(REQUEST, {"email": people.carla.email, "password": "", "next": "/konto/"})
    assert response["Location"] == f"{CONFIRM}?next=%2Fkonto%2F"
    page = client.get(response["Location"]).content.decode()
    assert '<input type="hidden" name="next" value="/konto/">' in page
    assert 'inputmode="numeric"' in page
    assert 'autocomplete="one-time-code"' in page

    response = client.post(CONFIRM, {"code": mailed_code(), "next": "/konto/"})

    assert response["Location"] == "/konto/"
    assert client.session["_auth_user_id"] == str(people.carla.pk)
    assert events() == ["code_sent", "sign_in"]


@pytest.mark.parametrize("way", ["{0} {1}", " {0}{1} ", "{0}-{1}", "{0}\u2013{1}", "{0}.{1}", "{0}\u00a0{1}"])
def test_spaces_and_dashes_in_the_code_do_not_matter(way, client, waiting_code):
    client.post(CONFIRM, {"code": way.format(waiting_code[:3], waiting_code[3:])})
    assert "_auth_user_id" in client.session


def test_the_mail_says_what_to_do(client, people, waiting_code):
    mail = OutgoingMail.objects.get()
    assert mail.to == people.anna.email
    assert mail.subject == f"{waiting_code} ist Ihr Code für das StädteNetz"
    assert f"\n{waiting_code}\n" in mail.text
    assert "10 Minuten" in mail.text
    assert "Sie haben keinen Code angefordert?" in mail.text
    assert waiting_code in mail.html


def test_an_unknown_address_sees_the_same_and_gets_a_mail_that_explains(client, people, events):
    known = client.post(REQUEST, {"email": people.anna.email})
    known_page = client.get(known["Location"]).content.decode()
    client.post("/konto/abmelden/")
    unknown = client.post(REQUEST, {"email": "nina@stadt.example"})
    unknown_page = client.get(unknown["Location"]).content.decode()

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert without_tokens(known_page, people.anna.email) == without_tokens(unknown_page, "nina@stadt.example")
    mail = OutgoingMail.objects.latest("pk")
    assert mail.to == "nina@stadt.example"
    assert "kein aktives Konto" in mail.text
    assert "/konto/registrieren/" in mail.text
    assert events() == ["code_sent", "code_refused"]


def test_an_inactive_account_gets_no_code(client, people):
    client.post(REQUEST, {"email": people.frieda.email})
    assert "kein aktives Konto" in OutgoingMail.objects.get().text


def test_after_five_wrong_codes_the_process_has_ended(client, waiting_code, events):
    wrong = [f"{n:06}" for n in range(7) if f"{n:06}" != waiting_code]
    for code in wrong[:4]:
        assert client.post(CONFIRM, {"code": code}).status_code == 200
    response = client.post(f"{CONFIRM}?next=/konto/", {"code": wrong[4]}, follow=True)
    assert response.redirect_chain == [(f"{REQUEST}?next=%2Fkonto%2F", 302)]
    assert "Der Code war fünfmal falsch und gilt nicht mehr." in response.content.decode()
    response = client.post(CONFIRM, {"code": waiting_code}, follow=True)
    assert response.redirect_chain == [(REQUEST, 302)]
    assert "Bitte lassen Sie sich einen neuen Code senden." in response.content.decode()
    assert "_auth_user_id" not in client.session
    assert events().count("code_rejected") == 5


def test_an_empty_or_short_code_does_not_count_as_a_try(client, waiting_code):
    for _ in range(6):
        client.post(CONFIRM, {"code": "12"})
    client.post(CONFIRM, {"code": waiting_code})
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_expired_code_says_so(method, client, waiting_code):
    session = client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= 10 * 60 + 1
    session.save()
    response = getattr(client, method)(CONFIRM, {"code": waiting_code}, follow=True)
    assert response.redirect_chain[0][0].partition("?")[0] == REQUEST
    assert "Der Code ist abgelaufen." in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_used_code_leads_nowhere(client, waiting_code):
    client.post(CONFIRM, {"code": waiting_code})
    assert client.post(CONFIRM, {"code": waiting_code})["Location"] == "/mein/"
    client.post("/konto/abmelden/")
    client.post(CONFIRM, {"code": waiting_code})
    assert "_auth_user_id" not in client.session


def test_the_code_of_one_browser_does_not_work_in_another(waiting_code):
    from tests.support.pages.client import Client

    other = Client()
    assert other.post(CONFIRM, {"code": waiting_code})["Location"] == REQUEST
    assert "_auth_user_id" not in other.session


def test_a_mistyped_address_can_be_corrected(client, waiting_code):
    assert client.get(REQUEST)["Location"] == CONFIRM
    response = client.post("/konto/abmelden/", {"next": REQUEST}, follow=True)
    assert "E-Mail-Adresse</label>" in response.content.decode()


def test_one_address_is_not_flooded_with_codes(client, people):
    for _ in range(5):
        client.post(REQUEST, {"email": people.anna.email})
        client.post("/konto/abmelden/")
    html = client.post(REQUEST, {"email": people.anna.email}).content.decode()
    assert "Das waren zu viele Versuche." in html
    assert OutgoingMail.objects.count() == 5


def without_tokens(html, email):
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html.replace(email, "ADDRESS"))
