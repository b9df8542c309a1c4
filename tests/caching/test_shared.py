"""Pages that processes share by Valkey: made once, never old, never forged, and not waited for when it is away."""

import time

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from caching import limits, pages, version
from caching.servers import shared
from caching.servers.settings import caches_from
from caching.servers.valkey import gate_for
from cms.models import FactSheetPage

SHEET = "/steckbriefe/konstanz-sommerstrasse/"


@pytest.fixture
def demo(own_database):
    """The demo content where commits are real."""


@pytest.fixture
def visitor(demo, valkey, monkeypatch):
    """Of a site with this Valkey, in a minute that does not end."""
    monkeypatch.setattr(limits, "MOMENT_SECONDS", 10**9)
    monkeypatch.setattr(shared, "gate", gate_for("pages"))
    pages.store.clear()
    with override_settings(CACHES=caches_from(valkey.url)):
        yield Client()
        caches["shared"]._cache.get_client().connection_pool.disconnect()
    pages.store.clear()


def get_page(visitor, address, **headers):
    """The answer of a process that has kept nothing itself, and its queries."""
    pages.store.clear()
    with CaptureQueriesContext(connection) as queries:
        response = visitor.get(address, headers=headers)
    return response, len(queries)


def list_keys():
    return caches["shared"]._cache.get_client().keys("*")


def publish_change():
    page = FactSheetPage.objects.get(slug="konstanz-sommerstrasse")
    page.title += " (neu)"
    page.save_revision().publish()


def test_what_one_process_has_made_another_need_not_make(visitor):
    first, many = get_page(visitor, SHEET, accept_encoding="br")
    second, one = get_page(visitor, SHEET, accept_encoding="br")
    assert many > one == 1
    assert (second.content, dict(second.items())) == (first.content, dict(first.items()))
    again, one = get_page(visitor, SHEET, accept_encoding="br", if_none_match=first["ETag"])
    assert (again.status_code, again.content, one) == (304, b"", 1)


def test_after_a_change_no_process_finds_the_old_page(visitor):
    before, _ = get_page(visitor, SHEET)
    publish_change()
    after, many = get_page(visitor, SHEET)
    assert many > 1
    assert after["ETag"] != before["ETag"]
    assert "(neu)" in get_page(visitor, SHEET)[0].content.decode()


def test_a_page_of_another_version_is_not_found(visitor, monkeypatch):
    get_page(visitor, SHEET)
    monkeypatch.setattr(shared, "find_version", lambda: b"older")
    assert get_page(visitor, SHEET)[1] > 1


def test_the_version_changes_with_what_a_page_is_made_of(monkeypatch, tmp_path):
    files = dict(version.list_sources())
    assert {"forum/models/thread.py", "templates/base.html", "requirements.lock"} <= files.keys()
    before = version.find_version.__wrapped__()
    changed = tmp_path / "base.html"
    changed.write_text("anders")
    monkeypatch.setattr(version, "list_sources", (files | {"templates/base.html": changed}).items)
    assert version.find_version.__wrapped__() != before


def test_hostile_addresses_have_names_of_one_length_and_pages_an_end(visitor):
    for query in ("x" * 1_900, "%0d%0aSET%20a%20b", "a=1&a=2", "ü"):
        visitor.get(f"/impressum/?{query}")
    assert {len(name) for name in list_keys()} == {len(":1:page:") + 40}
    client = caches["shared"]._cache.get_client()
    assert all(0 < client.ttl(name) <= 2 * limits.MOMENT_SECONDS for name in list_keys())


def test_a_page_that_somebody_else_has_put_there_is_not_shown(visitor):
    get_page(visitor, SHEET)
    client, (name,) = caches["shared"]._cache.get_client(), list_keys()
    real = client.get(name)
    for forged in (real[: shared.DIGEST_SIZE] + b"{}\n<p>Falsch</p>", b"", b"x" * 40):
        client.set(name, forged)
        response, many = get_page(visitor, SHEET)
        assert many > 1
        assert b"<p>Falsch" not in response.content
    other = shared.build_name(["elsewhere"], [1])
    client.set(f":1:{other}", real)
    assert shared.load_page(["elsewhere"], [1]) is None


@pytest.mark.parametrize("way", ["stop", "freeze"])
def test_without_valkey_pages_come_and_it_is_waited_for_once(visitor, valkey, events, monkeypatch, way):
    get_page(visitor, SHEET)
    getattr(valkey, way)()
    start = time.monotonic()
    for _ in range(5):
        response, many = get_page(visitor, SHEET)
        assert (response.status_code, many > 1) == (200, True)
    assert shared.gate.lost
    assert events().count("valkey_lost") == 1
    assert time.monotonic() - start < limits.PAUSE
    if way == "stop":
        valkey.start()
    else:
        valkey.thaw()
    monkeypatch.setattr(shared.gate, "closed_until", 0)
    get_page(visitor, SHEET)
    assert get_page(visitor, SHEET)[1] == 1
    assert events().count("valkey_back") == 1
