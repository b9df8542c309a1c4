"""Pages that were marked for "Aktuelles" become news pages, with their address and their history."""

from datetime import UTC, date, datetime

import pytest

from cms.models import NewsPage, StandardPage
from home.models import HomePage
from tests.support.database.migrating import migrate_to

WITH_MARK = ("cms", "0003_page_types")
# Half past midnight of the next day in Berlin.
DAY = datetime(2026, 10, 27, 23, 30, tzinfo=UTC)


@pytest.mark.usefixtures("own_database")
def test_marked_pages_become_news_and_back():
    page = HomePage.objects.get().add_child(
        instance=NewsPage(
            title="Neu", slug="neu", intro="Kurz.", date=date(2026, 1, 1), first_published_at=DAY
        )
    )
    page.save_revision().publish()
    apps = migrate_to(WITH_MARK)
    before = apps.get_model("cms.StandardPage").objects.get(slug="neu")
    assert before.is_news
    assert before.content_type.model == "standardpage"
    migrate_to()
    news = NewsPage.objects.get(slug="neu")
    assert (news.pk, news.url, news.intro, news.date) == (page.pk, page.url, "Kurz.", date(2026, 10, 28))
    assert news.get_latest_revision_as_object().date == news.date
    assert not StandardPage.objects.filter(slug="neu").exists()


@pytest.mark.usefixtures("own_database")
def test_a_marked_page_that_leads_on_keeps_its_type():
    page = HomePage.objects.get().add_child(instance=StandardPage(title="Weiter", slug="weiter", intro="x"))
    page.add_child(instance=StandardPage(title="Darunter", slug="darunter", intro="x"))
    apps = migrate_to(WITH_MARK)
    apps.get_model("cms.StandardPage").objects.filter(slug="weiter").update(is_news=True)
    migrate_to()
    assert StandardPage.objects.filter(slug="weiter").exists()
