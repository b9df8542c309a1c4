"""Mails about a request: to the person who asked, and to the editors."""

import logging

from django.db import transaction
from django.urls import reverse

from cms.models.advice import EntryKind
from mail.outbox import send_mail

logger = logging.getLogger("cms")


def mail_arrival(advice, publisher):
    """Tells the person that the request is there, and the editors that it waits."""
    context = {"advice": advice, "theme_fields": list(advice.theme_fields.all())}
    send_mail(
        advice.email,
        "advice_received",
        context | {"can_reply": bool(publisher.advice_address)},
        headers=reply_to(publisher.advice_address),
    )
    if not publisher.advice_address:
        logger.warning("Advice", extra={"event": "advice_without_recipient", "advice": advice.pk})
        return
    link = reverse("advice_request", args=[advice.pk])
    send_mail(
        publisher.advice_address,
        "advice_notice",
        context | {"link": link, "answers": list_answers(advice)},
        headers=reply_to(advice.email),
    )


@transaction.atomic
def write_mail(advice, author, subject, text, publisher):
    """Sends a mail to the person and keeps it with the request; answers go to the editors, else to its author."""
    entry = advice.entries.create(kind=EntryKind.MAIL, author=author, subject=subject, text=text)
    address = publisher.advice_address or author.email
    # An editor has written it by hand, so programs may answer that somebody is away.
    headers = reply_to(address) | {"Auto-Submitted": "no"}
    send_mail(advice.email, "advice_mail", {"advice": advice, "entry": entry}, headers=headers)
    return entry


def list_answers(advice):
    """(label, what was written) of each line that is filled in, for editors."""
    fields = (advice._meta.get_field(name) for name in ("place", "name", "function", "email", "phone"))
    found = ((field.verbose_name, getattr(advice, field.name)) for field in fields)
    return [(label, value) for label, value in found if value]


def reply_to(address):
    return {"Reply-To": address} if address else {}
