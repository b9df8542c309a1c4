"""Deleting one's account: the preview with the choice, and the farewell."""

import logging

from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.second_factor.reauthentication import reauthenticated
from privacy.deletion.forms import DepartureForm
from privacy.deletion.preview import Preview
from privacy.deletion.start import LastAdmin, LeadsAlone, depart
from privacy.models import Erasure
from web.refusals import log_refused

logger = logging.getLogger("privacy")

# What was chosen, while somebody goes to hand over a group and comes back.
CHOSEN = "beitraege"


@require_http_methods(["GET", "HEAD", "POST"])
@reauthenticated
def delete(request):
    sent = request.POST if request.method == "POST" else None
    form = DepartureForm(sent, preview=Preview(request.user), initial={"posts": request.GET.get(CHOSEN, "")})
    if sent is None:
        return page(request, form)
    try:
        if form.is_valid():
            depart(request.user, reason=Erasure.Reason.WISH, keep_posts=form.keeps_posts)
            logout(request)
            return redirect("privacy:deleted")
    except (LeadsAlone, LastAdmin) as refusal:
        extra = {"event": "departure_refused", "user": request.user.pk, "why": type(refusal).__name__}
        logger.warning("Departure refused", extra=extra)
        return page(request, form, status=409)
    log_refused(logger, "departure_refused", form, user=request.user.pk)
    return page(request, form)


def page(request, form, status=200):
    """With what is in the way as it is now."""
    chosen = form["posts"].value() if "posts" in form.fields else ""
    back = reverse("privacy:delete") + (f"?{urlencode({CHOSEN: chosen})}" if chosen else "")
    context = {
        "preview": Preview(request.user),
        "form": form,
        "way_back": urlencode({"next": back}),
        "is_refused": status == 409,
    }
    return render(request, "privacy/delete.html", context, status=status)


@require_safe
@never_cache
def deleted(request):
    """For nobody in particular: who has just deleted an account is signed out."""
    if request.user.is_authenticated:
        return redirect("account_home")
    return render(request, "privacy/deleted.html")
