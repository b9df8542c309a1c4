from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from home.models import SiteSettings
from notifications.models import Notification


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
        joined = SiteSettings.objects.select_related("site__root_page", "contact_page")
        user = getattr(self.request, "user", None)
        if user and user.is_authenticated:
            joined = joined.annotate(unread=Notification.objects.of(user.pk).unread().as_number())
        return joined.filter(site__is_default_site=True).first() or SiteSettings()

    @cached_property
    def unread(self):
        """How many unread notifications the viewer has."""
        if self.settings.pk:
            return getattr(self.settings, "unread", 0)
        return Notification.objects.of(self.request.user.pk).unread().count()

    def address(self, page):
        """As page.get_url(), which would ask for the site and for the paths of all sites first."""
        return "/" + page.url_path.removeprefix(self.settings.site.root_page.url_path)

    @cached_property
    def entries(self):
        menus = defaultdict(list)
        if not self.settings.pk:
            return menus
        live = self.settings.menu_entries.filter(page__live=True).select_related("page")
        shown = [(entry, self.address(entry.page)) for entry in live]
        here = max((url for _, url in shown if self.request.path.startswith(url)), key=len, default="")
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
        return self.address(page) if page and page.live else ""

    @cached_property
    def privacy(self):
        """Where forms link to: the page with this address among the legal ones."""
        return next((entry.url for entry in self.legal if entry.url.endswith("/datenschutz/")), "")
