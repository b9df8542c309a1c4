"""Pages with a time to go live or to expire, which editors set in the editor."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.models import NewsPage
from cms.tasks import publish_scheduled_pages
from home.models import MenuEntry, SiteSettings
from tests.support.pages.scheduled import pass_hours

ADDRESS = "/bald/"


@pytest.fixture
def page(demo):
    """In the main menu and among the news, published in an hour."""
    page = NewsPage(title="Bald da", slug="bald", intro="x", live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    demo.add_child(instance=page)
    page.save_revision().publish()
    MenuEntry.objects.create(settings=SiteSettings.objects.get(), menu="main", page=page, sort_order=9)
    return page


def shown(client):
    """Whether the page answers, and how often the start page names it: in its menu and among the news."""
    return client.get(ADDRESS).status_code, client.get("/").content.decode().count("Bald da")


def test_a_page_goes_live_at_its_time_and_not_before(page, client):
    assert shown(client) == (404, 0)
    pass_hours(page, 0)
    assert shown(client) == (404, 0)
    pass_hours(page, 2)
    assert shown(client) == (200, 2)


def test_a_page_is_gone_when_its_time_is_over(page, client):
    page.go_live_at, page.expire_at = None, timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    publish_scheduled_pages(timestamp=0)
    assert shown(client) == (200, 2)
    pass_hours(page, 2)
    assert shown(client) == (404, 0)
