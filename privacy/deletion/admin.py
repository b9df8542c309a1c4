"""An admin deletes somebody's account, by the same erasure as people themselves."""

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import User
from privacy.deletion.forms import AdminDeletionForm
from privacy.deletion.preview import Preview
from privacy.deletion.start import LastAdmin, LeadsAlone, is_being_deleted, start_deletion
from privacy.models import Erasure
from web.refusals import log_refused

logger = logging.getLogger("privacy")

TITLE = "Konto löschen"
OWN = "Ihr eigenes Konto löschen Sie unter „Ihre Daten“."
BEING_DELETED = "Das Konto von {} ist geschlossen und wird gerade gelöscht."
UNCHANGED = "Daran lässt sich nichts mehr ändern."
MEANWHILE = "{} leitet inzwischen eine weitere Gruppe allein. Bitte sehen Sie sich die Liste noch einmal an."
LAST_ADMIN = "Außer {} verwaltet niemand die Website. Bitte ernennen Sie zuerst eine andere Person."


def delete_account(request, pk):
    if not request.user.is_superuser:
        raise PermissionDenied
    # Whatever else a database would take for a number, Wagtail's own page must not get.
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 10):
        raise Http404
    person = get_object_or_404(User, pk=pk)
    if refusal := refusal_for(person, request.user):
        messages.info(request, refusal)
        return redirect("privacy:delete" if person == request.user else "wagtailusers_users:index")
    sent = request.POST if request.method == "POST" else None
    preview = Preview(person)
    form = AdminDeletionForm(sent, preview=preview)
    if form.is_valid() and is_started(request, person, form):
        messages.success(request, f"{BEING_DELETED.format(person.name)} Die Person bekommt eine E-Mail.")
        return redirect("wagtailusers_users:index")
    log_refused(logger, "departure_refused", form, user=person.pk, by=request.user.pk)
    context = {"person": person, "preview": preview, "form": form, "title": TITLE, "own": False}
    return render(request, "wagtailadmin/account_delete.html", context)


def refusal_for(person, admin):
    if person == admin:
        return OWN
    return BEING_DELETED.format(person.name) if is_being_deleted(person) else ""


def is_started(request, person, form):
    """Starts the deletion. Returns whether it has started; else the form has an error."""
    try:
        start_deletion(
            person,
            reason=Erasure.Reason.ADMIN,
            keep_posts=form.keeps_posts,
            by=request.user,
            leaderless=form.may_be_leaderless,
        )
    except LeadsAlone:
        form.add_error(None, MEANWHILE.format(person.name))
    except LastAdmin:
        form.add_error(None, LAST_ADMIN.format(person.name))
    return not form.errors


def refuse_edit(request, person):
    """A hook before Wagtail's form of a user: an account that is being deleted cannot be made active again."""
    if person != request.user and is_being_deleted(person):
        return redirect_refused(request, [person])
    return None


def refuse_bulk(request, action_type, people, action):
    """A hook before Wagtail's bulk actions: with an account that is being deleted among them, none is changed."""
    being_deleted = [one for one in people if isinstance(one, User) and is_being_deleted(one)]
    return redirect_refused(request, being_deleted) if being_deleted else None


def redirect_refused(request, being_deleted):
    for person in being_deleted:
        extra = {"event": "change_of_leaving_refused", "user": person.pk, "by": request.user.pk}
        logger.warning("Change refused", extra=extra)
        messages.warning(request, f"{BEING_DELETED.format(person.name)} {UNCHANGED}")
    return redirect("wagtailusers_users:index")
