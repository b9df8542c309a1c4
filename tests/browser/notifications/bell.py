"""The bell of a page and what stands in its list; members who write without a browser."""

import re
from contextlib import contextmanager
from uuid import uuid4

from playwright.sync_api import expect

MENTION = "@Anna Annasen, was meinst du?"


def start(group, person, title, text=MENTION):
    """Lets somebody open a thread; by default it mentions Anna."""
    from forum.models import Thread

    membership = group.memberships.get(user=person)
    return Thread.objects.start(membership, title=title, text=text, kind="discussion", key=uuid4())


def say(thread, person, text="Noch etwas."):
    """Lets somebody write in a thread."""
    return thread.reply(thread.group.memberships.get(user=person), text, uuid4())


def lengthen(thread, person):
    """Sixteen posts, more than a screen holds."""
    for number in range(2, 17):
        say(thread, person, f"Beitrag {number} mit einem Satz, wie ihn Menschen schreiben.")


@contextmanager
def reads(page, number):
    """For what brings that post to the screen of a page whose clock is installed: ends when the server knows of it."""
    with page.expect_response("**/gelesen/"):
        yield
        expect(post(page, number)).to_be_in_viewport()
        page.clock.fast_forward(1000)


def bell(page, number=None):
    """The bell; with a number, if it says so many."""
    if number is None:
        return page.locator("#glocke")
    name = f"Mitteilungen, {number} neue" if number else "Mitteilungen"
    return page.get_by_role("link", name=name, exact=True)


def panel(page):
    return page.get_by_role("region", name="Mitteilungen")


def entry(page, title):
    return page.get_by_role("link", name=re.compile(f"„{title}“"))


def mark(page, title):
    return page.get_by_role("button", name=f"Als gelesen markieren: {title}")


def mark_all(page):
    return page.get_by_role("button", name="Alles gelesen")


def post(page, number):
    return page.locator(f"#beitrag-{number}")
