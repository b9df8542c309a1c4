from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from home.models import SiteSettings


@dataclass(frozen=True)
class Entry:
    title: str
    url: str
    is_current: bool


class Navigation:
    """The menus of the page shell: two queries, however many entries there are; unpublished pages are left out."""

    def __init__(self, request):
        self.request = request

    @cached_property
    def settings(self):
        return SiteSettings.for_request(self.request)

    @cached_property
    def entries(self):
        shown = [
            (entry, entry.page.get_url(self.request))
            for entry in self.settings.menu_entries.filter(page__live=True).select_related("page")
        ]
        here = max((url for _, url in shown if self.request.path.startswith(url)), key=len, default="")
        menus = defaultdict(list)
        for entry, url in shown:
            menus[entry.menu].append(Entry(entry.title, url, url == here))
        return menus

    @cached_property
    def main(self):
        return self.entries["main"]

    @cached_property
    def offer(self):
        return self.entries["offer"]

    @cached_property
    def help(self):
        return self.entries["help"]

    @cached_property
    def legal(self):
        return self.entries["legal"]

    @cached_property
    def contact(self):
        page = self.settings.contact_page
        return page.get_url(self.request) if page and page.live else ""
