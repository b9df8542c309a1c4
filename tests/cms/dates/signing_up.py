"""Signing up for events as people do."""

import re

from mail.models import OutgoingMail
from tests.cms.statutory.filling import send
from tests.support.pages.forms import words

NINA = {"name": "Nina Neu", "email": "nina@stadt.example", "place": "Stadt Ulm", "needs": "", "consent": "on"}
STEPS = {"confirm": "bestaetigen", "cancel": "absagen"}


def ask(client, page, **fields):
    return send(client, page.url, NINA | fields)


def mails():
    return list(OutgoingMail.objects.order_by("pk"))


def link(step, mail=None):
    """The link in a mail, or in the newest."""
    text = (mail or OutgoingMail.objects.latest("pk")).text
    return re.search(rf"/veranstaltungen/teilnahme/{STEPS[step]}/[^/]+/", text)[0]


def join(client, page, **fields):
    """Asks, and presses the button behind the mailed link; returns the mail that follows."""
    ask(client, page, **fields)
    assert client.post(link("confirm")).status_code == 200
    return OutgoingMail.objects.latest("pk")


def states(page):
    return {one.email.partition("@")[0]: one.state for one in page.sign_ups.all()}


def said(response):
    return words(response.content.decode())
