"""An admin deletes somebody's account, by the same way as people themselves."""

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import User
from privacy.deletion.forms import DismissalForm
from privacy.deletion.preview import Preview
from privacy.deletion.start import LastAdmin, LeadsAlone, depart, is_leaving
from privacy.models import Erasure
from web.refusals import log_refused

logger = logging.getLogger("privacy")

TITLE = "Konto löschen"
OWN = "Ihr eigenes Konto löschen Sie unter „Ihre Daten“."
LEAVING = "Das Konto von {} ist geschlossen und wird gerade gelöscht."
UNCHANGED = "Daran lässt sich nichts mehr ändern."
MEANWHILE = "{} leitet inzwischen eine weitere Gruppe allein. Bitte sehen Sie sich die Liste noch einmal an."
LAST_ADMIN = "Außer {} verwaltet niemand die Website. Bitte ernennen Sie zuerst eine andere Person."


def delete(request, pk):
    if not request.user.is_superuser:
        raise PermissionDenied
    # Of whatever else a database would take for a number.
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 10):
        raise Http404
    person = get_object_or_404(User, pk=pk)
    if refusal := why_not(person, request.user):
        messages.info(request, refusal)
        return redirect("privacy:delete" if person == request.user else "wagtailusers_users:index")
    sent = request.POST if request.method == "POST" else None
    preview = Preview(person)
    form = DismissalForm(sent, preview=preview)
    if form.is_valid() and dismiss(request, person, form):
        messages.success(request, f"{LEAVING.format(person.name)} Die Person bekommt eine Mail.")
        return redirect("wagtailusers_users:index")
    log_refused(logger, "departure_refused", form, user=person.pk, by=request.user.pk)
    context = {"person": person, "preview": preview, "form": form, "title": TITLE, "own": False}
    return render(request, "wagtailadmin/account_delete.html", context)


def why_not(person, admin):
    if person == admin:
        return OWN
    return LEAVING.format(person.name) if is_leaving(person) else ""


def dismiss(request, person, form):
    """Whether the account is shut now; else the form says why not."""
    try:
        depart(
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


def refuse_change(request, person):
    """Before Wagtail's page of a person: nobody makes an account active again that is going all the same."""
    if person != request.user and is_leaving(person):
        return refused(request, [person])
    return None


def refuse_bulk(request, action_type, people, action):
    """Before one of Wagtail's actions on many at once; with one of them going, it changes none."""
    leaving = [one for one in people if isinstance(one, User) and is_leaving(one)]
    return refused(request, leaving) if leaving else None


def refused(request, leaving):
    for person in leaving:
        extra = {"event": "change_of_leaving_refused", "user": person.pk, "by": request.user.pk}
        logger.warning("Change refused", extra=extra)
        messages.warning(request, f"{LEAVING.format(person.name)} {UNCHANGED}")
    return redirect("wagtailusers_users:index")
