"""The menus of the page shell and the bell's number. A published page shows at the next request.

See docs/decisions/0001 for the menus and 0029 for what is kept of them.
"""

from dataclasses import dataclass, replace
from functools import cache, cached_property

from django.db.models import F, IntegerField, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse

from caching.results import get_or_compute
from cms.access import get_closed_paths
from home.models import MenuEntry, SiteSettings
from notifications.models import Notification
from prepared.query import Parameter, PreparedQuery

# Every page of somebody who is signed in runs it.
unread_of_user = PreparedQuery(
    lambda: Notification.objects.of(Parameter("user", IntegerField())).unread().counted()
)
CONTACT = "contact"


@dataclass(frozen=True)
class Entry:
    """`menu`: one of MenuEntry.Menu or CONTACT; `path`: where the page stands in Wagtail's tree."""

    menu: str
    title: str
    url: str
    path: str


@dataclass(frozen=True)
class Menus:
    """What editors have set for the shell, with the pages that are published."""

    notice: str = ""
    about: str = ""
    funding_note: str = ""
    entries: tuple[Entry, ...] = ()

    def without(self, closed):
        """Without the pages that a reader may not open; `closed`: their paths and of those above them."""
        barred = tuple(closed)
        if not any(entry.path.startswith(barred) for entry in self.entries):
            return self
        return replace(
            self, entries=tuple(entry for entry in self.entries if not entry.path.startswith(barred))
        )


@dataclass(frozen=True)
class Shell:
    """All that the kept parts of the shell show. `here`: the address of the entry for this page, "" without one."""

    menus: Menus
    here: str
    place: str
    is_signed_in: bool
    works_in_admin: bool

    def entries(self, menu):
        return [entry for entry in self.menus.entries if entry.menu == menu]

    @cached_property
    def main(self):
        return self.entries(MenuEntry.Menu.MAIN)

    @cached_property
    def members(self):
        """What members, who have menus of their own, still reach directly."""
        return self.entries(MenuEntry.Menu.MEMBERS)

    @cached_property
    def knowledge(self):
        """The public menus in one, for members: below "Wissen"."""
        direct = {entry.url for entry in self.members}
        entries = {entry.url: entry for entry in [*self.offer, *self.main] if entry.url not in direct}
        return sorted(entries.values(), key=lambda entry: entry not in self.main)

    @cached_property
    def is_in_knowledge(self):
        return any(entry.url == self.here for entry in self.knowledge)

    @cached_property
    def offer(self):
        return self.entries(MenuEntry.Menu.OFFER)

    @cached_property
    def help(self):
        return self.entries(MenuEntry.Menu.HELP)

    @cached_property
    def help_below(self):
        """The footer has what stands at the top, and more."""
        return self.help + self.entries(MenuEntry.Menu.HELP_BELOW)

    @cached_property
    def legal(self):
        return self.entries(MenuEntry.Menu.LEGAL)

    @cached_property
    def contact(self):
        return next((entry.url for entry in self.entries(CONTACT)), "")


@dataclass(frozen=True)
class Account:
    """All that the shell shows of the person who is signed in."""

    pk: int
    name: str
    initials: str
    tint: int
    photo_key: str | None
    unread: int


class Navigation:
    """What the shell of a page shows to the reader of the request."""

    def __init__(self, request):
        self.request = request

    @cached_property
    def user(self):
        """None for visitors."""
        user = getattr(self.request, "user", None)
        return user if user and user.is_authenticated else None

    @cached_property
    def menus(self):
        menus = get_or_compute("menus", find_menus, self.request)
        return menus.without(get_closed_paths(self.request))

    @cached_property
    def shell(self):
        path, user = self.request.path, self.user
        addresses = (entry.url for entry in self.menus.entries if entry.menu != CONTACT)
        return Shell(
            menus=self.menus,
            here=max(filter(path.startswith, addresses), key=len, default=""),
            place=find_place(path) if user else "",
            is_signed_in=bool(user),
            works_in_admin=bool(user) and user.works_in_admin,
        )

    @cached_property
    def account(self):
        user, profile = self.user, self.user.itself
        unread = sum(number for (number,) in unread_of_user.rows(user=user.pk))
        return Account(user.pk, user.name, user.initials, user.tint, profile.photo_key, unread)

    @cached_property
    def beside(self):
        """The other entries of the footer's column in which this page stands."""
        for menu in ("offer", "help", "help_below", "legal"):
            entries, path = self.shell.entries(menu), self.request.path
            if any(entry.url == path for entry in entries):
                return [entry for entry in entries if entry.url != path]
        return []

    @cached_property
    def privacy(self):
        """The address of the legal page whose slug is "datenschutz", "" if there is none: forms link to it."""
        return next((entry.url for entry in self.shell.legal if entry.url.endswith("/datenschutz/")), "")


def find_menus():
    """The Menus for readers to whom every page is open: two queries, however many entries there are."""
    joined = SiteSettings.objects.annotate(root_path=F("site__root_page__url_path"))
    settings = joined.select_related("contact_page").filter(site__is_default_site=True).first()
    if settings is None:
        return Menus()
    # Values: making a model instance of each page would take longer than all the rest.
    label = Coalesce(NullIf("label", Value("")), "page__title")
    live = MenuEntry.objects.filter(settings=settings, page__live=True)
    rows = list(live.values_list("menu", label, "page__url_path", "page__path"))
    if (page := settings.contact_page) and page.live:
        rows.append((CONTACT, "", page.url_path, page.path))

    def address(path):
        """The same as get_url() of the page with this `url_path`, without its queries for the paths of all sites."""
        return "/" + path.removeprefix(settings.root_path)

    entries = tuple(Entry(menu, title, address(url_path), path) for menu, title, url_path, path in rows)
    return Menus(settings.notice, settings.about, settings.funding_note, entries)


@cache
def own_places():
    """{name: (address, whether pages below it count)} of what the shell of members leads to beside the editors' pages."""
    names = {"mein": False, "groups:index": True, "people:index": True, "notifications:index": False}
    return {name: (reverse(name), has_more) for name, has_more in names.items()}


def find_place(path):
    """The name of the one in which the page stands, or ""."""
    for name, (address, has_more) in own_places().items():
        if path == address or (has_more and path.startswith(address)):
            return name
    return ""
