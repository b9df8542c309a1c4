"""What the links in mails lead to. Opening one changes nothing, since mail scanners open them; the button does."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.events import sign_up as verbs
from cms.models.event_sign_up import CANCEL, CONFIRM, EventSignUp


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_sign_up(request, token):
    sign_up = EventSignUp.find(token, CONFIRM)
    if sign_up and request.method == "POST":
        verbs.confirm(sign_up)
    return render(
        request, "cms/events/confirm.html", {"sign_up": sign_up}, status=status_of(request, sign_up)
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_sign_up(request, token):
    """One that is not there any more is no mistake: somebody may click twice."""
    sign_up = EventSignUp.find(token, CANCEL)
    if sign_up and request.method == "POST" and not sign_up.event.is_over:
        verbs.cancel(sign_up)
    return render(request, "cms/events/cancel.html", {"sign_up": sign_up})


def status_of(request, sign_up):
    """404: the link is over; 409: it came too late."""
    if not sign_up or not (sign_up.may_be_confirmed or sign_up.is_in or sign_up.is_waiting):
        return 404
    return 409 if request.method == "POST" and sign_up.may_be_confirmed else 200
