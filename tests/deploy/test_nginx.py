"""nginx as deploy/nginx/staedtenetz.conf sets it up, in front of the processes of deploy/systemd/."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from tests.deploy.conftest import DOCUMENT, FILM, STYLE
from tests.support.server.live_clients import connect_client, cookie

CSRF = "0123456789abcdef0123456789abcdef"
SIGN_IN = "/konto/anmelden/"
AT_ONCE = 200


def send_form(site, path, source="127.0.0.1", *, session="", said=None, **form):
    """As from a page of the site, with what a client says beyond that."""
    body = urlencode(form | {"csrfmiddlewaretoken": CSRF})
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": site.address}
    headers = kind | {"Cookie": f"csrftoken={CSRF}; {session}"} | (said or {})
    return site.ask("POST", path, body, source, **headers)


def send_reply(site, text):
    path = f"/gruppen/{site.thread.group.slug}/themen/{site.thread.pk}/antworten/"
    return send_form(site, path, session=cookie(site.member), text=text, key=str(uuid4()), seen="1")


def test_pages_come_by_tls_only(site):
    assert site.ask_plainly(SIGN_IN).status == 301
    assert site.ask_plainly(SIGN_IN).headers["Location"] == f"https://localhost{SIGN_IN}"
    page = site.ask("GET", SIGN_IN)
    assert page.status == 200
    assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
    assert "nginx/" not in page.headers["Server"]
    assert "Secure" in page.headers["Set-Cookie"]


def test_a_reply_that_was_sent_by_https_comes_through_the_socket(site):
    with connect_client(site.address, site.member, tls=site.tls) as reader:
        assert reader.subscribe(site.thread)["thread"] == site.thread.pk
        assert send_reply(site, "Durch nginx").status == 302
        assert "Durch nginx" in reader.receive_text()


def test_a_socket_of_another_site_is_refused(site):
    asked = {"Upgrade": "websocket", "Connection": "Upgrade", "Origin": "https://boese.example"}
    key = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13"}
    assert site.ask("GET", "/live/", **asked | key).status == 403


def test_nginx_sends_a_film_whole_and_in_parts(site):
    whole = site.ask("GET", "/media/clips/film.webm")
    assert (whole.status, whole.text, whole.headers["Content-Type"]) == (200, FILM, "video/webm")
    assert whole.headers["Cache-Control"] == "public, max-age=2592000"
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    part = site.ask("GET", "/media/clips/film.webm", Range="bytes=10-19")
    assert (part.status, part.text) == (206, FILM[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(FILM)}"
    # Its own mark, not the application's: so it was nginx that read the file.
    assert "-" in whole.headers["ETag"]


def test_a_document_for_members_is_theirs_alone(site):
    assert site.ask("GET", site.document).status == 302
    assert site.ask("GET", "/dateien/documents/intern.pdf").status == 404
    assert site.ask("GET", "/media/documents/intern.pdf").status == 404
    opened = site.ask("GET", site.document, Cookie=cookie(site.member))
    assert (opened.status, opened.text) == (200, DOCUMENT)
    assert "default-src 'none'" in opened.headers["Content-Security-Policy"]


def test_a_body_that_is_too_large_is_refused_in_german_except_for_films(site):
    large = b"x" * (13 * 1024 * 1024)
    refused = site.ask("POST", SIGN_IN, large)
    assert refused.status == 413
    assert "Das ist zu groß" in refused.text.decode()
    assert site.ask("POST", "/redaktion/clips/neu/", large).status in (302, 403, 404)


@pytest.mark.parametrize("spoofed", ["X-Forwarded-For", "X_Forwarded_For"])
def test_limits_count_the_address_that_nginx_has_seen_whatever_a_client_says(site, spoofed):
    source = "127.0.0.21" if "-" in spoofed else "127.0.0.22"

    def sign_in(number, source=source):
        form = {"email": f"{uuid4().hex}@stadt.example", "password": "falsch"}
        page = send_form(site, SIGN_IN, source, said={spoofed: f"198.51.100.{number}"}, **form)
        return "Das waren zu viele Versuche" in page.text.decode()

    assert [sign_in(number) for number in range(12)] == [False] * 10 + [True] * 2
    assert not sign_in(99, "127.0.0.23")


def test_static_files_come_from_nginx_and_are_kept_for_ever(site):
    style = site.ask("GET", f"/static/{STYLE}")
    assert (style.status, style.text, style.headers["Content-Type"]) == (200, b"p{}", "text/css")
    assert style.headers["Cache-Control"] == "public, max-age=315360000, immutable"


def test_two_hundred_connections_at_once_find_no_failure(site):
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        answered = list(crowd.map(lambda _: site.ask("GET", "/-/health/"), range(2 * AT_ONCE)))
    assert {one.status for one in answered} <= {200, 503}
    assert all("Retry-After" in one.headers for one in answered if one.status == 503)
    assert Counter(one.status for one in answered)[200] >= AT_ONCE


def test_no_request_fails_while_the_processes_for_pages_are_replaced(site):
    over, found = threading.Event(), Counter()

    def visit():
        while not over.is_set():
            found[site.ask("GET", SIGN_IN).status] += 1
            found[send_reply(site, "Während des Austauschs").status] += 1

    visitors = [threading.Thread(target=visit) for _ in range(4)]
    for visitor in visitors:
        visitor.start()
    try:
        site.reload("web-1")
    finally:
        over.set()
        for visitor in visitors:
            visitor.join()
    assert set(found) == {200, 302}, found
