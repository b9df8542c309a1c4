"""The pages of the join flow: their headings, buttons and mailed links, people on them, and all rows they change."""

import re
from html import unescape

from django.conf import settings
from django.db import connection
from psycopg import sql

from accounts.models import User
from audit.models import Entry
from groups.joining.requests import add_request
from groups.models import Approval, Group, Invitation, JoinRequest, Membership, PendingSignup, Removal
from mail.models import OutgoingMail
from tests.support.pages.forms import attributes, words
from tests.support.people.authenticator import give_app, give_recovery_codes

TABLES = (Group, Invitation, Membership, Removal, JoinRequest, PendingSignup, User, OutgoingMail, Entry)
EACH_ROW = sql.SQL("SELECT {0}, CAST({1} AS text) FROM {1}")
RED = re.compile(r"<(a|button)\b([^>]*kern-btn--do[^>]*)>(.*?)</\1>", re.DOTALL)


def rows(*tables):
    """Each row of these tables, or of all that joining, asking and deciding write to, as text, by one query."""
    found = {table.__name__: [] for table in tables or TABLES}
    each = (
        EACH_ROW.format(sql.Literal(table.__name__), sql.Identifier(table._meta.db_table))
        for table in tables or TABLES
    )
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(each))
        for name, row in sorted(cursor):
            found[name].append(row)
    return found


def next_actions(html):
    """(label, target) of each red button: the address of a link, or that to which a form is sent."""
    found = []
    for match in RED.finditer(html):
        form = html.rfind("<form", 0, match.start())
        tag = match[2] if match[1] == "a" else html[form : html.index(">", form)]
        found.append((words(match[3]), attributes(tag).get("href") or attributes(tag).get("action", "")))
    return found


def headings(html, level):
    return [words(text) for text in re.findall(rf"<h{level}\b[^>]*>(.*?)</h{level}>", html, re.DOTALL)]


def links_in(mail):
    """Each address of our own in a mail's text and HTML, without the host."""
    ours = re.escape(settings.BASE_URL)
    found = re.findall(rf"{ours}(/[^\s\"<>]*)", f"{mail.text}\n{mail.html}")
    return sorted({unescape(address) for address in found})


def mailed_link():
    """The address, without the host, with which the newest mail leads on to its button."""
    return re.search(r"https?://[^/\s]+(/\S*bestaetigen/\S+)", OutgoingMail.objects.latest("pk").text)[1]


def second_factor_of(user):
    """Gives a person a second factor; returns a code that passes it once."""
    give_app(user)
    return give_recovery_codes(user)[0]


def ask(group, user, **fields):
    """The person has asked to be let in and waits."""
    fields = {"why": Approval.GROUP, "reason": "Ich lese gern."} | fields
    return add_request(group, user, **fields)[0]


def decline(group, user, lead, words=""):
    asked = ask(group, user)
    asked._decline(lead, words)
    asked.refresh_from_db()
    return asked


def remove(group, user, lead):
    """The person was a member until a lead removed them."""
    membership, _ = group.admit(user)
    membership.end(by=lead)
