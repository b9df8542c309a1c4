"""Invitations by mail, as a lead sends them and as people find them in their mailbox."""

import re
from datetime import timedelta

from groups.invitations import inviting
from groups.invitations.lists import addresses
from groups.models import DraftLine, EmailInvitation, Group, Mailing, MailingDraft, Membership
from groups.tasks import send_mailing
from mail.models import OutgoingMail
from tests.support.pages.forms import CONTROL, attributes
from tests.support.pages.joining import TABLES
from tests.support.pages.joining import rows as rows_of

NEW = "nina@stadt.example"
PAGE = "/gruppen/lesekreis/einladungen/per-mail/"
ALL = (*TABLES, Mailing, EmailInvitation, MailingDraft, DraftLine)


def rows():
    """Each row of all tables that inviting, joining and asking write to."""
    return rows_of(*ALL)


def invite(group, by, *lines, send=True, **fields):
    """The lead has invited these lines, and with `send` the job has run."""
    mailing = inviting.invite_people(group, by, addresses.parse_lines("\n".join(lines)), **fields)
    if send:
        send_out(mailing)
    return mailing


def send_list(browser, submitted, page=PAGE):
    """A lead sends a list by the form and by the page that shows what was understood of it. Returns the last response."""
    response = browser.post(page, submitted, follow=True)
    return press(browser, response) if response.redirect_chain else response


def press(browser, response, act="send", follow=True, **typed):
    """Presses a button of the page that checks a list. `typed`: e.g. address_2="anna@stadt.example", drop_3=True."""
    address = response.request["PATH_INFO"]
    return browser.post(address, checked_fields(response, **typed) | {"act": act}, follow=follow)


def checked_fields(response, **typed):
    """What the browser submits, in the order of the page."""
    fields = {"line": [], "name": [], "address": [], "drop": []}
    for tag in CONTROL.findall(response.content.decode()):
        field = attributes(tag)
        place, name = field.get("id", "").removeprefix("id_"), field.get("name")
        if name == "drop" and typed.get(place, " checked" in tag):
            fields[name].append(field["value"])
        elif name in {"line", "name", "address"}:
            fields[name].append(typed.get(place, field["value"]))
    return fields


def send_out(mailing):
    send_mailing(mailing_id=mailing.pk)


def mails_to(email):
    return list(OutgoingMail.objects.filter(to=email).order_by("pk"))


def link_to(email):
    """The address, without the host, in the newest mail to this person."""
    return re.search(r"https?://[^/\s]+(/einladung/[\w-]+/)\s", mails_to(email)[-1].text)[1]


def email_invitation(email=NEW):
    """The newest line with this address."""
    return EmailInvitation.objects.filter(email=email).latest("pk")


def as_if_sent_days_ago(days):
    """All mails of all invitations went out earlier."""
    ago = timedelta(days=days)
    for one in EmailInvitation.objects.exclude(sent_at=None):
        EmailInvitation.objects.filter(pk=one.pk).update(
            sent_at=one.sent_at - ago, expires_at=one.expires_at - ago
        )
    for mailing in Mailing.objects.all():
        Mailing.objects.filter(pk=mailing.pk).update(created_at=mailing.created_at - ago)


def is_member(email, slug="lesekreis"):
    return Membership.objects.filter(group__slug=slug, user__email=email).exists()


def reasons(mailing):
    """(address or what was typed, reject reason) of each line."""
    return [
        (one.email or one.original_text, one.reject_reason)
        for one in mailing.email_invitations.order_by("line")
    ]


def set_group(**fields):
    Group.objects.filter(slug="lesekreis").update(**fields)
