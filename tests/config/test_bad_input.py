"""What no browser sends by itself: one row each, with the status and the words that must come back."""

import logging

import pytest

NOT_FOUND = "Seite nicht gefunden"
ROWS = {
    "null byte in the query": ("/?q=%00", {}, 200, "Was in einem Quartier gelingt"),
    "control characters in the query": (
        "/kompetenzbereich/?q=%1b%08%0d%0aSet-Cookie:x",
        {},
        200,
        "StadtLabore",
    ),
    "broken utf-8 in the query": ("/?q=%ff%fe", {}, 200, "Was in einem Quartier gelingt"),
    "null byte in the path": ("/kompetenz%00bereich/", {}, 404, NOT_FOUND),
    "null byte in a media address": ("/media/clips/x%00.png", {}, 404, NOT_FOUND),
    "control characters in the path": ("/%1b%5b31m/", {}, 404, NOT_FOUND),
    "a path of 10,000 characters": (f"/{'a' * 10_000}/", {}, 404, NOT_FOUND),
    "a path of 2,000 steps": ("/a" * 2_000 + "/", {}, 404, NOT_FOUND),
    "a document's number too big for the database": (
        f"/dokumente/datei/{'9' * 30}/x.pdf",
        {},
        404,
        NOT_FOUND,
    ),
    "a null byte in a document's name": ("/dokumente/datei/1/x%00.pdf", {}, 404, NOT_FOUND),
    "a way up out of media": ("/media/../secret_key", {}, 404, NOT_FOUND),
    "an encoded way up": ("/media/%2e%2e/secret_key", {}, 404, NOT_FOUND),
    "a doubly encoded way up": ("/media/clips/%252e%252e/%252e%252e/secret_key", {}, 404, NOT_FOUND),
    "an absolute path in media": ("/media//etc/passwd", {}, 404, NOT_FOUND),
    "a way up that ends in a known type": ("/media/clips/../../x.png", {}, 404, NOT_FOUND),
    "a way up out of the mailbox": ("/-/mailbox/..%2f..%2fsecret_key/", {}, 404, NOT_FOUND),
    "an unknown host": ("/", {"Host": "boese.example"}, 400, ""),
    "a host with an address inside": ("/", {"Host": "localhost@boese.example"}, 400, ""),
    "a forwarded host": ("/kompetenzbereich/", {"X-Forwarded-Host": "boese.example"}, 200, "StadtLabore"),
    "a broken session": ("/konto/", {"Cookie": "sessionid=%00%ff'; DROP TABLE"}, 302, ""),
    "a null character in a session": ("/konto/", {"Cookie": r'sessionid="aaaaaaaa\000aaaaaaaa"'}, 302, ""),
    "a broken language": ("/", {"Accept-Language": "x" * 5_000}, 200, "Was in einem Quartier gelingt"),
}


@pytest.mark.parametrize("what", ROWS)
def test_bad_input_gets_a_plain_answer(what, demo, client, caplog):
    address, headers, status, text = ROWS[what]
    client.raise_request_exception = False
    with caplog.at_level(logging.ERROR):
        response = client.get(address, headers=headers)
    assert response.status_code == status
    assert text in response.content.decode()
    # Nothing but a refused host is worth waking somebody.
    assert [record.name for record in caplog.records] in ([], ["django.security.DisallowedHost"])
    assert (status == 400) == bool(caplog.records)


@pytest.mark.parametrize(
    "target", ["https://boese.example/", "//boese.example", "/\\boese.example", "javascript:alert(1)"]
)
@pytest.mark.parametrize("path", ["/redaktion/login/", "/_util/login/", "/konto/anmelden/"])
def test_no_view_redirects_to_another_site(path, target, demo, client, emil):
    client.force_login(emil)
    response = client.get(path, {"next": target}, follow=True)
    assert all(place.startswith("/") and not place.startswith("//") for place, _ in response.redirect_chain)


def test_a_forwarded_host_is_named_nowhere(demo, client):
    page = client.get("/kompetenzbereich/", headers={"X-Forwarded-Host": "boese.example"}).content.decode()
    assert "boese.example" not in page
