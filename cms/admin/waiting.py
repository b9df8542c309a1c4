"""What waits for an editor, for the start page of /redaktion/. A new kind is a line in WAITING."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.urls import reverse

from accounts.models import User
from cms.admin import waiting_pages as pages
from cms.admin import waiting_requests as requests
from cms.admin.planned import find_planned_pages
from cms.admin.rows import Row

# Of each kind, on the start page.
SHOWN = 5


@dataclass(frozen=True)
class Waiting:
    """A kind of thing. `find` brings only what this person may act on, the most urgent first, in one query.

    `slug` is the address of the list of all, unless there is another one, whose name is `address`; `permission`: what is
    not asked of each row.
    """

    slug: str
    title: str
    find: Callable[[User], QuerySet]
    describe: Callable[[Model], Row]
    permission: str = ""
    address: str = ""

    @property
    def url(self):
        return reverse(self.address) if self.address else reverse("waiting", args=[self.slug])

    def is_for(self, user):
        return not self.permission or user.has_perm(self.permission)

    def describe_all(self, found):
        return [self.describe(one) for one in found]


WAITING = (
    Waiting("freigaben", "Freigaben", pages.find_tasks, pages.describe_task),
    Waiting("von-mitgliedern", "Von Mitgliedern", requests.find_submissions, requests.describe_submission),
    Waiting(
        "beratung", "Beratung", requests.find_advice, requests.describe_advice, "cms.change_advicerequest"
    ),
    Waiting("barrieren", "Gemeldete Barrieren", requests.find_barriers, requests.describe_barrier),
    Waiting(
        "nachnutzungen", "Nachnutzungen", requests.find_reuses, requests.describe_reuse, "cms.change_reuse"
    ),
    Waiting("entwuerfe", "Ihre Entwürfe", pages.find_drafts, pages.describe_draft),
    Waiting("pruefung", "Steckbriefe zu prüfen", pages.find_due_sheets, pages.describe_due_sheet),
    Waiting(
        "links",
        "Defekte Links",
        pages.find_broken_links,
        pages.describe_broken_link,
        "cms.change_externallink",
        "links_report",
    ),
    Waiting(
        "geplant", "Geplant und gesperrt", find_planned_pages, pages.describe_planned, address="planned_pages"
    ),
)


@dataclass(frozen=True)
class Waits:
    """Of one kind: how many there are, and the first few."""

    kind: Waiting
    number: int
    rows: list[Row]


def find_waiting(user):
    """A Waits for each kind of which something waits; two queries each."""
    kinds = [(kind, kind.find(user)) for kind in WAITING if kind.is_for(user)]
    numbers = [(kind, found, found.count()) for kind, found in kinds]
    return [
        Waits(kind, number, kind.describe_all(found[:SHOWN])) for kind, found, number in numbers if number
    ]
