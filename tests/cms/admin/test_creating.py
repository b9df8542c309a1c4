"""A new page that Wagtail saves by itself while an editor clicks on "Veröffentlichen"."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.admin.page_views import SAVED
from cms.models import StandardPage
from home.models import HomePage
from tests.cms.test_editing import FIELDS
from tests.support.database.races import in_turn
from tests.support.pages.admin import text


@pytest.fixture
def create(own_database, client, emil):
    client.force_login(emil)
    other = type(client)()
    other.force_login(emil)
    parent = HomePage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=["cms", "standardpage", parent.pk])

    def create(browser, **fields):
        fields = FIELDS | {"title": "Neu", "slug": "neu", "body-count": "0"} | fields
        return browser.post(address, fields)

    return [lambda: create(client), lambda: create(other, **{"action-publish": "action-publish"})]


def test_the_second_request_keeps_what_was_typed_and_leads_to_the_draft(create):
    def hold():
        list(Page.objects.select_for_update().filter(depth=2))

    saved, refused = in_turn(hold, *create)
    assert saved.status_code == 302
    assert refused.status_code == 200
    draft = StandardPage.objects.get(slug="neu")
    assert SAVED in text(refused)
    html = refused.content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[draft.pk]) in html
    assert "Von Emil." in html
