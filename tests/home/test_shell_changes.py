"""A change of what the shell shows is seen by the next request, whatever was kept before."""

import pytest
from django.contrib.auth.models import Group as UserGroup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from accounts.models import SiteRole, User
from forum import kinds
from forum.models import Thread
from home.models import MenuEntry, SiteSettings
from notifications.models import Notification
from tests.support.pages.client import Client


def notify_of_something(user):
    Notification.objects.notify({user.pk: kinds.POST}, subject="thread.1", title="Etwas", url="/", number=1)


def unpublish():
    Page.objects.get(slug="steckbriefe").specific.unpublish()


def restrict():
    """For editors only, whom the reader joins with the next change."""
    page = Page.objects.get(slug="veranstaltungen")
    row = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    row.groups.add(UserGroup.objects.get(name="Redaktion"))


# What is changed: how, the text in the page, and whether it stands there afterwards instead of before.
CHANGES = {
    "a menu": (
        lambda _: MenuEntry.objects.filter(menu="legal").update(label="Ganz anders"),
        "Ganz anders",
        True,
    ),
    "a setting": (lambda _: SiteSettings.objects.update(notice="Heute Wartung"), "Heute Wartung", True),
    "a page that is withdrawn": (lambda _: unpublish(), 'href="/steckbriefe/"', False),
    "a page for a few": (lambda _: restrict(), 'href="/veranstaltungen/"', False),
    "being one of the few": (
        lambda user: user.groups.add(UserGroup.objects.get(name="Redaktion")),
        'href="/veranstaltungen/"',
        True,
    ),
    "a notification": (notify_of_something, "Mitteilungen, 1 neue", True),
    "a photo": (lambda user: user.show_photo(b"small", b"large"), 'src="/personen/', True),
    "a name": (
        lambda user: User.objects.filter(pk=user.pk).update(name="Clara Neu"),
        "<b>Clara Neu</b>",
        True,
    ),
    "a role": (lambda user: user.appoint(SiteRole.EDITOR), 'aria-label="Redaktion"', True),
    "a role that ends": (lambda user: user.appoint(SiteRole.NONE), 'aria-label="Redaktion"', False),
}


@pytest.fixture
def demo(own_database):
    """The demo content where commits are real, so that menus are kept under the site's revision."""


def test_after_each_change_the_next_page_shows_it(demo, person, subtests):
    user, browser = person("Berta"), Client()
    browser.force_login(user)

    def page():
        response = browser.get("/mitteilungen/")
        assert response.status_code == 200
        return response.content.decode()

    for name, (change, text, is_there) in CHANGES.items():
        with subtests.test(name):
            before = page()
            assert page().count(text) == before.count(text)
            change(User.objects.get(pk=user.pk))
            assert [text in before, text in page()] == [not is_there, is_there]


def test_a_page_asks_for_the_person_once_and_for_the_menus_not_at_all(demo):
    """Session, membership, thread, posts, and the number at the bell."""
    thread = Thread.objects.select_related("group").first()
    browser = Client()
    browser.force_login(thread.group.memberships.filter(user__site_role="").first().user)
    browser.get(thread.get_absolute_url())
    with CaptureQueriesContext(connection) as queries:
        browser.get(thread.get_absolute_url())
    asked = [query["sql"] for query in queries]
    assert len(asked) == 5
    assert not [sql for sql in asked if "home_menuentry" in sql or "pageviewrestriction" in sql]
