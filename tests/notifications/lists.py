"""Notifications as the database has them, and as lists show them."""

import re
from html import unescape
from typing import NamedTuple

from notifications.models import Notification
from tests.forum.pages import page
from tests.support.pages.forms import words

LIST = "/mitteilungen/"
ENTRY = re.compile(
    r'<li( class="is-new")?>\s*<a href="([^"]*)" id="mitteilung-(\d+)"[^>]*>(.*?)</a>', re.DOTALL
)
FACE = re.compile(r'<span class="av .*?</span>', re.DOTALL)


class Entry(NamedTuple):
    words: str
    href: str
    is_new: bool
    pk: int


def entries(html):
    """The rows of a list; who is named there stands first, and when it was told last."""
    found = ENTRY.findall(html)
    assert len(found) == html.count('id="mitteilung-')
    return [Entry(words(FACE.sub("", row)), unescape(url), bool(new), int(pk)) for new, url, pk, row in found]


def listed(client, **query):
    """The sentences of a person's list."""
    return [entry.words for entry in entries(page(client, LIST, **query))]


def bell(html):
    """(the number beside the bell, None while it is hidden, and what it is called)."""
    link = re.search(r'<a class="icon-btn" id="glocke".*?</a>', html, re.DOTALL)[0]
    attributes, number = re.search(r'class="icon-btn__count"([^>]*)>(\d+)<', link).groups()
    label = re.search(r'<span class="vh">(.*?)</span>', link)[1]
    return None if "hidden" in attributes.replace("aria-hidden", "") else int(number), label


def notified(thread):
    """{first name: kind} of the unread notifications of the thread."""
    rows = Notification.objects.about(thread.subject).unread().select_related("recipient")
    found = [(row.recipient.get_short_name(), row.kind) for row in rows]
    assert len(dict(found)) == len(found)
    return dict(found)


def row_of(user, thread):
    return Notification.objects.select_related("actor").get(recipient=user, subject=thread.subject)


def stored():
    """All rows."""
    return list(Notification.objects.order_by("pk").values())
