"""The server dies between a commit and the moment the other clients would get the event."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.support.server.own_site import OwnSite


@pytest.fixture
def site(own_database):
    from django.db import connection

    site = OwnSite(connection.settings_dict["NAME"])
    try:
        site.start()
        yield site
    finally:
        site.kill()


@pytest.fixture
def live(site):
    """In place of the server that all other tests share."""
    return site.address


def say(thread, group, person, text):
    thread.reply(group.memberships.get(user=person), text, uuid4())


def posts(page):
    """What the page shows: numbers and texts."""
    read = (
        "all => all.map(one => [one.dataset.number, one.querySelector('.post__body, .post__gone').innerHTML])"
    )
    return page.locator("#beitraege article").evaluate_all(read)


def test_after_the_outage_the_screen_is_as_the_database(site, open_page, watch, thread, group, anna, ben):
    watch.expected.append(r"ERR_CONNECTION_(REFUSED|RESET)|ERR_EMPTY_RESPONSE|WebSocket connection to")
    page = open_page()
    page.clock.install()
    page.goto(thread.get_absolute_url())
    say(thread, group, anna, "Die Verbindung steht.")
    say(thread, group, ben, "Wird gelöscht.")
    expect(page.locator("#beitrag-4")).to_be_visible()
    page.get_by_label("Ihre Antwort").fill("Weiter geschrieben.")
    site.freeze()
    say(thread, group, ben, "Das hört niemand.")
    site.kill()
    thread.posts.get(number=2).edit("Wir haben **zwei**.")
    thread.posts.get(number=4).remove(by=ben)
    expect(page.get_by_role("status").get_by_text("Keine Verbindung.")).to_be_visible(timeout=15_000)
    site.start()
    page.clock.fast_forward(30_000)
    expect(page.get_by_text("Wieder verbunden.")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Ein Beitrag ist inzwischen dazugekommen.")).to_be_visible()
    fresh = open_page()
    fresh.goto(thread.get_absolute_url())
    assert posts(page) == posts(fresh)
    assert [number for number, _ in posts(page)] == ["1", "2", "3", "4", "5"]
    expect(page.get_by_label("Ihre Antwort")).to_have_value("Weiter geschrieben.")
