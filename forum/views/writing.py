"""Shared by the views of forms in which people write posts: preview, fragments, log records."""

import logging
from datetime import timedelta

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from web import refusals

logger = logging.getLogger("forum")


def wants_preview(request):
    return "preview" in request.POST


def sent_late(request):
    """Whether the script sent the form by itself when the connection was back."""
    return bool(request.POST.get("late"))


def template_for(request, page, form):
    """The template of the answer to a form: the whole page, or what htmx replaces."""
    if not request.htmx:
        return page
    return "forum/composer/preview_content.html" if wants_preview(request) else form


def thanks_for_first(request, membership):
    """After a post, with the membership as it was before: the thanks for the member's first one; otherwise ""."""
    if membership.first_post_at:
        return ""
    return render_to_string("forum/components/thanks.html", {"user": request.user})


def log_refused(form, group):
    refusals.log_refused(logger, "post_refused", form, group=group.pk)


def log_removed(post):
    logger.info("Writing", extra={"event": "edit_of_removed", "post": post.pk})


GROUP_CLOSED = "Die Gruppe ist inzwischen abgeschlossen."


def closed_reason(thread):
    """The German sentence why nobody can write in the thread."""
    return GROUP_CLOSED if not thread.group.is_open else "Dieses Thema wurde inzwischen geschlossen."


def log_closed(thread):
    logger.info("Writing", extra={"event": "reply_to_closed", "group": thread.group_id, "topic": thread.pk})


TOO_MANY_EDITS = "Sie haben in kurzer Zeit sehr viel geändert. Bitte warten Sie eine Minute."


def limit_reason(many):
    """German sentences for TooManyPosts: the limit, and when the next post may follow."""
    if many.within <= timedelta(minutes=1):
        rule, when = "in der letzten Minute", "Bitte warten Sie eine Minute."
    else:
        time = date_format(timezone.localtime(many.until + timedelta(minutes=1)), "G:i")
        rule, when = "in der letzten Stunde", f"Ab {time} Uhr geht es weiter."
    return (
        f"Sie haben {rule} schon {many.number} Beiträge geschrieben, mehr geht in dieser Zeit nicht. {when}"
    )


def log_limited(group, action):
    logger.warning("Writing", extra={"event": "writing_limited", "group": group.pk, "limit": action})
