"""What search engines are told to leave alone, and the small files for machines."""

import json
from io import BytesIO

import pytest
from PIL import Image

from tests.support.database.undoing import each
from tests.support.examples import make_cast
from tests.support.pages.client import Client
from tests.support.permissions import rows

NOINDEX = '<meta name="robots" content="noindex">'
PAGES = r"^((?:[\w\-]+/)*)$"


def test_robots_txt_names_the_sitemap_and_what_is_nobodys_business(client, db):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert lines[-1] == "Sitemap: http://localhost:8000/sitemap.xml"
    paths = ("/redaktion/", "/konto/", "/gruppen/", "/personen/", "/live/", "/*/vergleich/", "/*?")
    assert {f"Disallow: {path}" for path in paths} <= set(lines)
    assert "Allow: /*?seite=" in lines


@pytest.mark.parametrize("name", ["anonymous", "member"])
def test_only_pages_feeds_and_files_may_be_found(name, demo, person):
    """Of pages exactly those that tell their canonical address to somebody who is not signed in."""
    client, cast = Client(), make_cast(person)
    if cast[name]:
        client.force_login(cast[name])
    wrong = {}
    for row in rows():
        if row.method == "GET" and row.expected[name] == "200" and "abmelden" not in row.example:
            response = client.get(row.example)
            html = "" if response.streaming else response.content.decode(errors="replace")
            b"".join(response) if response.streaming else None
            barred = "noindex" in response.get("X-Robots-Tag", "") or NOINDEX in html
            if row.pattern == PAGES:
                expected, canonical = (
                    name != "anonymous" or "vergleich" in row.example,
                    html.count('rel="canonical"'),
                )
                if barred != expected or canonical != ("vergleich" not in row.example):
                    wrong[row.example] = barred, canonical
            elif not barred and not row.example.endswith((".pdf", ".atom", ".ico", ".png", ".docx")):
                wrong[row.example] = barred
    assert wrong == {}


def test_the_admin_is_kept_by_no_search_engine(client, emil):
    client.force_login(emil)
    assert client.get("/redaktion/")["X-Robots-Tag"] == "noindex"
    assert client.get("/redaktion/pages/").headers["X-Robots-Tag"] == "noindex"


def test_a_question_for_a_password_is_not_kept(demo, client):
    from wagtail.models import Page, PageViewRestriction

    page = Page.objects.get(slug="kontakt")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="kastanie")
    assert NOINDEX in client.get(page.url).content.decode()
    client.post(
        f"/_util/authenticate_with_password/{page.view_restrictions.get().pk}/{page.pk}/",
        {"password": "kastanie", "return_url": page.url},
    )
    html = client.get(page.url).content.decode()
    assert NOINDEX in html
    assert "og:title" not in html


@each("address", ["/robots.txt", "/sitemap.xml", "/sitemap-seiten.xml", "/favicon.ico", "/site.webmanifest"])
def test_a_file_for_machines_is_kept_for_an_hour_and_sets_no_cookie(address, demo, client):
    response = client.get(address)
    assert response.status_code == 200
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=3600"}
    assert not response.cookies


def test_the_icons_have_the_sizes_that_they_say(client, db):
    with Image.open(BytesIO(client.get("/favicon.ico").content)) as icon:
        assert (icon.format, icon.size) == ("ICO", (32, 32))
    manifest = json.loads(client.get("/site.webmanifest").content)
    assert (manifest["name"], manifest["start_url"], manifest["lang"]) == ("StädteNetz", "/", "de")
    for entry in manifest["icons"]:
        with Image.open(BytesIO(fetch(client, entry["src"]))) as icon:
            assert f"{icon.width}x{icon.height}" == entry["sizes"]
    assert {entry["purpose"] for entry in manifest["icons"]} == {"any", "maskable"}


def fetch(client, address):
    return b"".join(client.get(address).streaming_content)


def test_pages_name_their_icons(demo, client):
    html = client.get("/").content.decode()
    for link in (
        'rel="icon" href="/favicon.ico"',
        'type="image/svg+xml"',
        'rel="manifest" href="/site.webmanifest"',
    ):
        assert link in html
    address = html.partition('<link rel="apple-touch-icon" href="')[2].partition('"')[0]
    with Image.open(BytesIO(fetch(client, address))) as icon:
        assert icon.size == (180, 180)
    assert "manifest-src 'self'" in client.get("/")["Content-Security-Policy"]
