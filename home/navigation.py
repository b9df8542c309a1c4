"""The menus of the page shell and the bell's number. Nothing is cached: a published page shows at the next request.

See docs/decisions/0001 for the menus and 0019 for the prepared queries.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F, IntegerField, Value
from django.db.models.functions import Coalesce, NullIf

from cms.access import PARAMETERS, describe_reader, is_closed
from home.models import MenuEntry, SiteSettings
from notifications.models import Notification
from prepared.query import Parameter, PreparedQuery


def visitor_settings_query():
    joined = SiteSettings.objects.annotate(
        root_path=F("site__root_page__url_path"),
        contact_path=F("contact_page__url_path"),
        contact_is_live=F("contact_page__live"),
        contact_is_closed=is_closed("contact_page__path", **PARAMETERS),
    )
    return joined.filter(site__is_default_site=True)


def user_settings_query():
    news = Notification.objects.of(Parameter("user", IntegerField())).unread()
    return visitor_settings_query().annotate(unread=news.as_number())


def unread_count_query():
    """The number of unread notifications alone, for a site without settings."""
    return Notification.objects.of(Parameter("user", IntegerField())).unread().counted()


def live_entries_query():
    # Values: making a model instance of each page would take longer than all the rest.
    label = Coalesce(NullIf("label", Value("")), "page__title")
    live = MenuEntry.objects.filter(settings=Parameter("settings", IntegerField()), page__live=True)
    live = live.exclude(is_closed("page__path", **PARAMETERS))
    return live.values_list("menu", label, "page__url_path")


# Every page of the site runs two of them.
settings_of_visitors, settings_of_users = (
    PreparedQuery(visitor_settings_query),
    PreparedQuery(user_settings_query),
)
entries_of, number_unread = PreparedQuery(live_entries_query), PreparedQuery(unread_count_query)


@dataclass(frozen=True)
class Entry:
    title: str
    url: str
    is_current: bool


class Navigation:
    """The menus of the page shell: two queries, however many entries there are; left out are unpublished pages and
    those that the reader may not open."""

    def __init__(self, request):
        self.request = request

    @cached_property
    def reader(self):
        return describe_reader(self.request)

    @cached_property
    def settings(self):
        user = getattr(self.request, "user", None)
        if user and user.is_authenticated:
            return settings_of_users.first(user=user.pk, **self.reader) or SiteSettings()
        return settings_of_visitors.first(**self.reader) or SiteSettings()

    @cached_property
    def unread(self):
        """How many unread notifications the viewer has."""
        if self.settings.pk:
            return getattr(self.settings, "unread", 0)
        return sum(number for (number,) in number_unread.rows(user=self.request.user.pk))

    def address(self, path):
        """The same as get_url() of the page with this `url_path`, without its queries for the paths of all sites."""
        return "/" + path.removeprefix(self.settings.root_path)

    @cached_property
    def entries(self):
        menus = defaultdict(list)
        if not self.settings.pk:
            return menus
        found = entries_of.rows(settings=self.settings.pk, **self.reader)
        shown = [(menu, title, self.address(path)) for menu, title, path in found]
        here = max((url for *_, url in shown if self.request.path.startswith(url)), key=len, default="")
        for menu, title, url in shown:
            menus[menu].append(Entry(title, url, url == here))
        return menus

    @cached_property
    def main(self):
        return self.entries["main"]

    @cached_property
    def members(self):
        """What members, who have menus of their own, still reach directly."""
        return self.entries["members"]

    @cached_property
    def knowledge(self):
        """The public menus in one, for members: below "Wissen"."""
        direct = {entry.url for entry in self.members}
        entries = {entry.url: entry for entry in [*self.offer, *self.main] if entry.url not in direct}
        return sorted(entries.values(), key=lambda entry: entry not in self.main)

    @cached_property
    def is_in_knowledge(self):
        return any(entry.is_current for entry in self.knowledge)

    @cached_property
    def beside(self):
        """The other entries of the footer's column in which this page stands."""
        for menu in ("offer", "help", "help_below", "legal"):
            if any(entry.url == self.request.path for entry in self.entries[menu]):
                return [entry for entry in self.entries[menu] if entry.url != self.request.path]
        return []

    @cached_property
    def offer(self):
        return self.entries["offer"]

    @cached_property
    def help(self):
        return self.entries["help"]

    @cached_property
    def help_below(self):
        """The footer has what stands at the top, and more."""
        return self.help + self.entries["help_below"]

    @cached_property
    def legal(self):
        return self.entries["legal"]

    @cached_property
    def contact(self):
        if not getattr(self.settings, "contact_is_live", False) or self.settings.contact_is_closed:
            return ""
        return self.address(self.settings.contact_path)

    @cached_property
    def privacy(self):
        """The address of the legal page whose slug is "datenschutz", "" if there is none: forms link to it."""
        return next((entry.url for entry in self.legal if entry.url.endswith("/datenschutz/")), "")
