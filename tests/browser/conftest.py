"""A real browser on a real server; what goes wrong in the background fails the test that caused it."""

import os
import re
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from tests.conftest import PASSWORD
from tools import browser as chromium

ARGUMENTS = [
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
TELL_VIOLATIONS = """
addEventListener('securitypolicyviolation', event =>
  console.error(`CSP ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))
"""


@pytest.fixture(scope="session")
def chromium_path():
    path = os.environ.get("CHROMIUM_PATH") or chromium.found()
    if not path and os.environ.get("CI"):
        pytest.fail("No Chromium, and in CI the browser tests must run.")
    if not path:
        pytest.skip("NOT TESTED IN A BROWSER: no Chromium found. Install one or set CHROMIUM_PATH.")
    return path


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, chromium_path):
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": chromium_path, "args": [*ARGUMENTS, *as_root]}


# Said on a busy machine, by the clock alone: fonts that are not needed within a few seconds of the load event.
LATE_FONT = "was preloaded using link preload but not used within a few seconds"


class Watch:
    """Collects what a page must not do. `expected` are patterns of console errors that the test provokes."""

    def __init__(self, address):
        self.address, self.problems, self.expected = address, [], []

    def follow(self, context):
        context.add_init_script(TELL_VIOLATIONS)
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("request", self.see)
        context.on("requestfailed", self.failed)

    def on_console(self, message):
        if message.type in ("error", "warning") and LATE_FONT not in message.text:
            self.problems.append(f"console: {message.text} ({message.location.get('url')})")

    def see(self, request):
        scheme, host = urlsplit(request.url)[:2]
        if scheme not in ("data", "blob") and f"{scheme}://{host}" != self.address:
            self.problems.append(f"request to another origin: {request.url}")

    def failed(self, request):
        # A page that is left stops what it was still loading.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.problems.append(f"failed request: {request.url} {request.failure}")

    def unexpected(self):
        return [
            problem
            for problem in self.problems
            if not any(re.search(known, problem) for known in self.expected)
        ]


@pytest.fixture
def watch(live):
    return Watch(live)


@pytest.fixture(scope="session")
def base_url():
    """pytest-playwright's own is a method, of which pytest 9 warns; each page here gets the address of its site."""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {
        "locale": "de-DE",
        "timezone_id": "Europe/Berlin",
        "reduced_motion": "reduce",
    }


@pytest.fixture
def new_context(new_context, watch, live):
    """Every page of every test is watched."""
    opened = []

    def make(**options):
        context = new_context(base_url=live, **options)
        watch.follow(context)
        opened.append((context, options.get("java_script_enabled", True)))
        return context

    yield make
    for context, runs_scripts in opened:
        for page in context.pages:
            # A round trip to the page, so that everything it has said before has arrived here.
            page.evaluate("1") if runs_scripts else page.title()
    assert watch.unexpected() == []


@pytest.fixture
def sign_in():
    """Signs a person, past the consent, in by password."""

    def enter(page, user):
        from tests.support.pages.client import agree

        agree(user)
        page.goto("/konto/anmelden/")
        page.get_by_label("E-Mail-Adresse").fill(user.email)
        page.get_by_label("Passwort").fill(PASSWORD)
        page.get_by_role("button", name="Anmelden", exact=True).click()
        page.wait_for_url("**/mein/")

    return enter


@pytest.fixture
def cookie_for(live):
    """The session cookie of a person, without the way through the form."""

    def make(user, *, ago=0, consent=True):
        from tests.support.pages.client import Client

        client = Client()
        client.force_login(user, ago=ago, consent=consent)
        return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}

    return make


@pytest.fixture
def group(live, anna, ben):
    from groups.models import Group

    found = Group.objects.get(slug="engagiertes-quartier")
    for person in (anna, ben):
        found.admit(person)
    return found


@pytest.fixture
def thread(group, anna, ben):
    """Anna asks, Ben answers."""
    from forum.models import Kind, Thread

    asking, answering = (group.memberships.get(user=person) for person in (anna, ben))
    made = Thread.objects.start(
        asking, title="Wer hat eine Hüpfburg?", text="Wir suchen.", kind=Kind.QUESTION, key=uuid4()
    )
    made.reply(answering, "Wir haben **eine**.", uuid4())
    return made


@pytest.fixture
def open_page(new_context, cookie_for, anna):
    """Opens a page, Anna's unless it is somebody else's."""

    def make(person=None, **options):
        context = new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        context.add_cookies([cookie_for(person or anna)])
        return context.new_page()

    return make


@pytest.fixture
def eq(live):
    from groups.models import Group

    return Group.objects.get(slug="engagiertes-quartier")


@pytest.fixture
def lead(new_context, cookie_for, dora, eq):
    """A page on which Dora, who leads the group, is signed in."""
    from groups.models import Role

    eq.admit(dora, Role.LEAD)
    context = new_context()
    context.add_cookies([cookie_for(dora)])
    return context.new_page()
