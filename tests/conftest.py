import gc
import re
from collections import Counter

import pytest

from tests.support import quick
from tests.support.database.databases import Databases
from tests.support.pages.client import Client

pytest_plugins = [
    "tests.support.server.serving",
    "tests.support.server.valkey",
    "tests.support.figures",
    "tests.support.quartier",
    "tests.support.mails.receiving",
    "tests.support.mails.scanner",
]
PASSWORD = "korrekt-pferd-batterie"
# Have few tests, each of which looks at many pages or fills in a long form.
LONG = ("test_accessibility.py", "test_building.py", "test_long_words.py")
NEEDS_DATABASE = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "live_server",
    "own_database",
    "live",
    "demo",
    "person",
}
OWN_DATABASE = {"transactional_db", "django_db_reset_sequences", "live_server", "own_database", "live"}
databases = Databases()

quick.enable()
databases.release()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Whole demos come first, while another worker makes the templates; in each part, the files that take longest.

    Browser tests come last: Playwright keeps an event loop running, in which asyncio.run() is forbidden.
    """
    in_file = Counter(item.path for item in items)
    items.sort(
        key=lambda item: (
            not is_for_processes(item),
            is_for_browser(item),
            item.path.name not in LONG,
            -in_file[item.path],
            item.path,
        )
    )
    for item in filter(is_for_browser, items):
        # A request that the browser gives up leaves its thread's connection, or its static file, to the garbage collector.
        item.add_marker(pytest.mark.filterwarnings(r"ignore:.*psycopg\.Connection:ResourceWarning"))
        item.add_marker(
            pytest.mark.filterwarnings(r"ignore:unclosed file .*/(static|assets)/:ResourceWarning")
        )


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """What is made here stays; without this, each full collection of garbage walks through all of it."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


def is_for_processes(item):
    return "processes" in item.path.parts


def is_for_browser(item):
    return "browser_name" in item.fixturenames


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Chooses the test's database before any fixture asks for one."""
    names, marker = set(item.fixturenames), item.get_closest_marker("django_db")
    if marker or names & NEEDS_DATABASE:
        own = bool(names & OWN_DATABASE or (marker and marker.kwargs.get("transaction")))
        databases.use("demo" if names & {"demo", "live"} else "empty", own=own)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    try:
        return (yield)
    finally:
        databases.release()


def pytest_unconfigure(config):
    databases.stop()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment):
    """Databases come from templates: see tests/support/database/databases.py."""


@pytest.fixture
def own_database(django_db_blocker):
    """A database for this test alone, where commits are real: for races and for servers in another thread."""
    with django_db_blocker.unblock():
        yield
        from django.db import connections

        connections.close_all()


@pytest.fixture
def another_database(own_database):
    """Within it the test goes on in a copy of its own database, which stays as it is for the next case."""
    return databases.another


@pytest.fixture
def client():
    """Instead of pytest-django's: one that is past the second factor when it is signed in."""
    return Client()


@pytest.fixture
def demo(db):
    """The demo content is there. (Its name alone makes the test's database a copy with it.)"""
    from home.models import HomePage

    return HomePage.objects.get()


@pytest.fixture
def person(request):
    """Makes a person of the cast, in whichever database the test uses."""
    if not set(request.fixturenames) & {"live", "own_database"}:
        request.getfixturevalue("db")

    def make(first_name, role="", **fields):
        from django.contrib.auth.models import Group

        from accounts.models import SiteRole, User

        # What appoint() does for a new person, in two queries instead of five.
        fields |= {"site_role": SiteRole(role), "is_superuser": role == SiteRole.ADMIN}
        full_name = f"{first_name} {first_name}sen"
        user = User.objects.create_user(f"{first_name.lower()}@stadt.example", full_name, PASSWORD, **fields)
        if role:
            given, permissions = user.groups.through, Group.objects.filter(name=user.site_role.label)
            given.objects.bulk_create(given(user=user, group=group) for group in permissions)
        return user

    return make


@pytest.fixture
def anna(person):
    """A member."""
    return person("Anna")


@pytest.fixture
def ben(person):
    """A moderator of the site."""
    return person("Ben", "moderator")


@pytest.fixture
def carla(person):
    """An outsider: signed in, in no group."""
    return person("Carla")


@pytest.fixture
def dora(person):
    """The lead of a group."""
    return person("Dora")


@pytest.fixture
def emil(person):
    """An editor."""
    return person("Emil", "editor")


@pytest.fixture
def vera(person):
    """An admin."""
    return person("Vera", "admin")


@pytest.fixture
def mailed_code(request):
    """The six digits in the newest mail that waits to be sent."""

    def newest():
        from mail.models import OutgoingMail

        return re.search(r"^\d{6}$", OutgoingMail.objects.latest("pk").text, re.MULTILINE)[0]

    return newest


@pytest.fixture
def events(caplog):
    """The names of the events logged so far, in their order."""
    caplog.set_level("INFO")
    return lambda: [record.event for record in caplog.records if hasattr(record, "event")]
