"""The one way to send mail: `send()` renders it and queues it in the caller's transaction. See docs/decisions/0002."""

import unicodedata
from email.utils import make_msgid, parseaddr
from functools import cache

import css_inline
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.validators import validate_email
from django.db import transaction
from django.template import Context
from django.template.loader import get_template, render_to_string

from mail.models import OutgoingMail
from mail.plain_text import plain_text
from mail.tasks import deliver_mail


@transaction.atomic
def send_mail(to: str, template: str, context: dict, *, headers: dict | None = None) -> OutgoingMail:
    """Renders `templates/emails/<template>.html` and queues the mail in this transaction.

    The template's partial `subject` is the subject; the rest is rendered as HTML and, with `plain_text`, for the text part.
    Returns the OutgoingMail; its row is deleted when the mail server has accepted it.
    Raises ValidationError unless `to` is one plain address.
    """
    validate_email(to)
    context = {"site_name": settings.WAGTAIL_SITE_NAME, "base_url": settings.BASE_URL, **context}
    template = f"emails/{template}.html"
    context["subject"] = one_line(unescaped(f"{template}#subject", context))
    mail = OutgoingMail.objects.create(
        to=to,
        subject=context["subject"],
        text=plain_text(render_to_string(template, context | {"plain_text": True})),
        html=inliner().inline(render_to_string(template, context)),
        headers={name: one_line(value) for name, value in (standard_headers() | (headers or {})).items()},
    )
    deliver_mail.defer(mail_id=mail.pk)
    return mail


def one_line(text: str) -> str:
    """The text without line breaks, control and format characters: user input cannot add or disguise a header."""
    return " ".join("".join(" " if unicodedata.category(c)[0] == "C" else c for c in text).split())


def unescaped(template: str, context: dict) -> str:
    """The rendered template without HTML escaping."""
    return get_template(template).template.render(Context(context, autoescape=False))


def standard_headers() -> dict:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return {
        # Made before the first attempt: if a crash sends a mail twice, mail programs recognise the copy.
        "Message-ID": make_msgid(domain=domain),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": "de",
    }


@cache
def inliner() -> css_inline.CSSInliner:
    with open(finders.find("css/mail.css"), encoding="utf-8") as file:
        css = file.read()
    return css_inline.CSSInliner(extra_css=css, keep_at_rules=True, load_remote_stylesheets=False)
