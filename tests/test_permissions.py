"""Every address × every kind of person, over HTTP, on the demo content.

tests/permissions.csv says by hand what is answered; an address without a row there fails.
"""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import Resolver404, get_resolver, resolve

from tests.support.examples import make_cast
from tests.support.mails.mailbox import put_mail
from tests.support.pages.client import Client
from tests.support.permissions import PEOPLE, rows

WITHIN_WAGTAIL = "redaktion/"
OURS = {row.pattern for row in rows()}
# Photos, editorial images and what is for machines say themselves how long caches may keep them.
PHOTO = "/personen/900/foto/00000000-0000-4000-8000-000000000900"
FOR_MACHINES = {"/robots.txt", "/sitemap.xml", "/sitemap-seiten.xml", "/favicon.ico", "/site.webmanifest"}
CACHED = {"/media/clips/clip-bad-krozingen.png", f"{PHOTO}/klein.webp", f"{PHOTO}/gross.webp"} | FOR_MACHINES


def patterns(resolver, start=""):
    """The route of every view; Wagtail's own screens count as one."""
    for entry in resolver.url_patterns:
        route = start + str(entry.pattern).removeprefix("^" if start else "")
        if route == WITHIN_WAGTAIL:
            yield route
        elif hasattr(entry, "url_patterns"):
            yield from patterns(entry, route)
        else:
            yield route


def pattern_of(address):
    try:
        route = resolve(urlsplit(address).path).route
    except Resolver404:
        return "no view has this address"
    return WITHIN_WAGTAIL if route.startswith(WITHIN_WAGTAIL) and route not in OURS else route


@pytest.fixture
def cast(demo, person):
    return make_cast(person)


def outcome(response):
    return (
        f"{response.status_code}:{response['Location']}"
        if "Location" in response
        else str(response.status_code)
    )


def test_every_address_has_a_row():
    assert set(patterns(get_resolver())) - OURS == set()


def test_no_row_is_written_twice():
    assert len({str(row) for row in rows()}) == len(rows())


def test_the_example_of_each_row_is_an_address_of_its_pattern():
    found = {(row.pattern, row.method, row.example): pattern_of(row.example) for row in rows()}
    assert found == {row: row[0] for row in found}


@pytest.mark.parametrize("name", PEOPLE)
def test_each_person_gets_what_the_table_says(name, cast):
    put_mail(settings.MAILBOX, "1.demo")
    client = Client()
    if cast[name]:
        client.force_login(cast[name])
    cookies = client.cookies.output(header="")
    answers = {str(row): answer(row, cookies) for row in rows()}
    found = {str(row): short(answers[str(row)][0], row.expected[name]) for row in rows()}
    assert found == {str(row): row.expected[name] for row in rows()}
    if name == "member":
        assert kept_by_caches(answers) == CACHED


def answer(row, cookies):
    """What the person gets, and what caches are told of it; whatever the request has changed is undone."""
    client = Client()
    client.cookies.load(cookies)
    with transaction.atomic():
        response = client.generic(row.method, row.example)
        b"".join(response) if response.streaming else None
        transaction.set_rollback(True)
    return outcome(response), response.get("Cache-Control", "").split(", ")


def kept_by_caches(answers):
    """Pages that a cache may keep for others, though somebody with a session got them."""
    shown = {row.example: answers[str(row)] for row in rows() if row.method == "GET"}
    return {
        address
        for address, (got, told) in shown.items()
        if got == "200" and not {"private", "no-store"} <= set(told)
    }


def short(got, expected):
    """What follows the expected address (the way back, say) does not matter here."""
    if expected.isdigit():
        return got.partition(":")[0]
    return expected if got.startswith(expected) and rest_is_query(got, expected) else got


def rest_is_query(got, expected):
    return got[len(expected) :][:1] in ("", "?", "#")
