"""Addresses that an editor has led elsewhere."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site


@pytest.mark.parametrize(
    ("old", "asked"),
    [
        ("/alt", "/alt/"),
        ("/alt", "/alt"),
        ("/alt", "/alt/?von=brief"),
        ("/alt?seite=2", "/alt/?seite=2"),
        ("/straße", "/stra%C3%9Fe/"),
        ("/straße", "/stra%C3%9Fe/?von=brief"),
        ("/stra%C3%9Fe", "/stra%C3%9Fe/"),
    ],
)
def test_an_old_address_leads_on_however_it_is_asked_for(old, asked, demo, client):
    Redirect.objects.create(old_path=old, redirect_link="/kompetenzbereich/", is_permanent=False)
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (302, "/kompetenzbereich/")


def test_a_redirect_of_another_site_leads_nobody_on(demo, client):
    other = Site.objects.create(hostname="anders.example", root_page=demo)
    Redirect.objects.create(old_path="/alt", redirect_link="/kompetenzbereich/", site=other)
    assert client.get("/alt/").status_code == 404


@pytest.mark.parametrize("address", ["/gibt-es-nicht/", "/gibt-es-nicht/?a=%00", "/%00/", "/%FF/?b=%FF"])
def test_without_a_redirect_nothing_is_found(address, demo, client):
    Redirect.objects.create(old_path="/alt", redirect_link="/kompetenzbereich/")
    assert client.get(address).status_code == 404


def test_one_query_tells_that_there_is_none(db, client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/einladung/gibt-es-nicht/?a=%C3%9F").status_code == 404
    asked = [query["sql"] for query in queries]
    assert len([sql for sql in asked if "wagtailredirects_redirect" in sql]) == 1
    assert not [sql for sql in asked if 'FROM "wagtailcore_site"' in sql]
