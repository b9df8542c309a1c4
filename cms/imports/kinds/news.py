"""news.json: news, below "Aktuelles"."""

from django.utils import timezone

from cms.imports.blocks import Block, make_body
from cms.imports.kinds.dated import count_days
from cms.imports.pages import PageSection
from cms.imports.schema import Day, Entry, Slug
from cms.imports.section import set_fields
from cms.models import NewsIndexPage, NewsPage


class NewsEntry(Entry):
    """Without a date: today."""

    slug: Slug
    title: str
    summary: str
    date: Day | None = None
    body: list[Block]
    topics: list[str] = []
    demo_offset_days: int | None = None
    is_demo: bool = False


class NewsSection(PageSection):
    name, kind, entry, model = "news", "news item", NewsEntry, NewsPage
    parent_type = NewsIndexPage
    names = {"intro": "summary", "search_description": "summary"}

    def get_day(self, item):
        day = item.entry.date or timezone.localdate()
        return day + count_days(item, day)

    def fill(self, item, page):
        entry = item.entry
        set_fields(page, {"title": entry.title, "intro": entry.summary, "search_description": entry.summary})
        set_fields(page, {"date": self.get_day(item), "is_demo": entry.is_demo})
        page.body = make_body(item, entry.body, page)
        page.theme_fields = item.find_all("theme field", entry.topics, "topics")


SECTIONS = (NewsSection(),)
UNREAD = frozenset()
