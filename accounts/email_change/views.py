"""The pages on which one asks for another address, and those behind the mailed links. GET of a link changes nothing."""

import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.email_change import flow
from accounts.email_change.flow import Outcome
from accounts.email_change.forms import EmailChangeForm
from accounts.models import EmailChange
from accounts.second_factor.reauthentication import reauthenticated
from web.refusals import log_refused

logger = logging.getLogger("accounts")

TOO_MANY = "Das waren viele Versuche. Bitte warten Sie eine Stunde."
STOPPED = "Die Änderung ist gestoppt. Ihre Adresse bleibt, wie sie ist."


@reauthenticated
@require_http_methods(["GET", "POST"])
def change_email(request):
    waiting = EmailChange.objects.valid().filter(user=request.user).first()
    initial = {"email": waiting.email} if waiting else {}
    form = EmailChangeForm(request.POST or None, user=request.user, initial=initial)
    if form.is_valid() and not flow.may_ask(request, form.cleaned_data["email"]):
        form.add_error("email", TOO_MANY)
    if form.is_valid():
        flow.ask_both(request.user, form.cleaned_data["email"])
        return redirect("account_email")
    log_refused(logger, "email_change_refused", form, user=request.user.pk)
    return render(request, "accounts/email_change.html", {"form": form, "waiting": waiting})


@require_POST
@login_required
@never_cache
def stop_email_change(request):
    change = EmailChange.objects.filter(user=request.user).first()
    if change and flow.stop_change(change):
        messages.success(request, STOPPED)
    return redirect("account_security")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm_email_change(request, token):
    """Who has the link reads the mailbox, signed in or not."""
    change, side = EmailChange.of_token(token)
    if change is None:
        return render_link(request, "over", status=410)
    if request.method != "POST":
        state = "waiting" if change.confirmed_at(side) else "ask"
        return render_link(request, state, change=change, side=side)
    if "stop" in request.POST:
        outcome = Outcome.STOPPED if flow.stop_change(change) else Outcome.OVER
    else:
        outcome = flow.confirm_change(change, side)
    status = 410 if outcome == Outcome.OVER else 200
    return render_link(request, outcome.value, status=status, change=change, side=side)


def render_link(request, state, *, status=200, **context):
    """`state`: an Outcome's value, or "ask"."""
    return render(request, "accounts/email_change_confirm.html", {"state": state, **context}, status=status)
