import os
import signal
import smtplib
import subprocess
import sys
import time
from email.message import EmailMessage

import pytest
from django.test import override_settings
from django.urls import include, path

import config.urls

urlpatterns = [path("-/mailbox/", include("demo.mailbox.urls")), *config.urls.urlpatterns]


@pytest.fixture
def demo_mode(settings, tmp_path, db):
    settings.DEMO = True
    settings.MAILBOX = tmp_path / "mailbox"
    with override_settings(ROOT_URLCONF=__name__):
        yield settings


@pytest.fixture
def server(tmp_path, free_port):
    env = os.environ | {"VAR": str(tmp_path), "SMTP_PORT": str(free_port), "SECRET_KEY": "x"}
    process = subprocess.Popen([sys.executable, "-m", "demo.mailbox.server"], env=env)
    yield process, free_port
    process.kill()
    process.wait()


def delivered(port, *messages):
    for _ in range(200):
        try:
            client = smtplib.SMTP("127.0.0.1", port)
            break
        except ConnectionRefusedError:
            time.sleep(0.05)
    with client:
        for message in messages:
            client.send_message(message)


def letter(subject, text="Weiter auf https://stadt.example/weiter?a=1&b=2\n"):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "netz@example.org", "anna@stadt.example", subject
    message["Date"] = "Sun, 22 Nov 2026 08:30:00 +0100"
    message.set_content(text)
    message.add_alternative("<p>Größe</p><script>x</script>", subtype="html")
    return message


def test_mails_to_the_demo_can_be_read_newest_first_and_the_server_ends_cleanly(server, demo_mode, client):
    process, port = server
    delivered(port, letter("Erste Größe"), letter("Zweite"))

    mails = client.get("/-/mailbox/", headers={"accept": "application/json"}).json()
    assert [mail["subject"] for mail in mails] == ["Zweite", "Erste Größe"]
    assert set(mails[0]) == {"to", "subject", "text", "html", "headers"}
    assert mails[0]["to"] == mails[0]["headers"]["To"] == "anna@stadt.example"
    assert "Größe" in mails[0]["html"]

    page = client.get("/-/mailbox/").content.decode()
    assert page.index("Zweite") < page.index("Erste Größe")
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=5) == 0


def test_one_mail_shows_links_and_keeps_its_html_in_a_sandbox(server, demo_mode, client):
    delivered(server[1], letter("Erste"))
    key = next((demo_mode.MAILBOX / "new").iterdir()).name
    page = client.get(f"/-/mailbox/{key}/")
    assert '<a href="https://stadt.example/weiter?a=1&amp;b=2"' in page.content.decode()
    assert f'<iframe class="mailbox__html" src="/-/mailbox/{key}/html/"' in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    html = client.get(f"/-/mailbox/{key}/html/")
    assert html["Content-Security-Policy"] == "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    assert html["X-Frame-Options"] == "SAMEORIGIN"


def test_an_empty_mailbox_says_what_to_do(demo_mode, client):
    assert "Noch keine E-Mails" in client.get("/-/mailbox/").content.decode()
    assert client.get("/-/mailbox/", headers={"accept": "application/json"}).json() == []


@pytest.mark.parametrize("url", ["/-/mailbox/fehlt/", "/-/mailbox/fehlt/html/", "/-/mailbox/../"])
def test_an_unknown_mail_is_not_found(url, demo_mode, client):
    assert client.get(url).status_code == 404


def test_the_mailbox_is_read_only(demo_mode, client):
    assert client.post("/-/mailbox/").status_code == 405


def test_outside_the_demo_there_is_no_mailbox(demo_mode, client):
    demo_mode.DEMO = False
    assert client.get("/-/mailbox/").status_code == 404
