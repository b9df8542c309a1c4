"""Deleting one's account: the preview with the choice, and the page after it."""

import logging

from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.second_factor.reauthentication import reauthenticated
from privacy.deletion.forms import DeletionForm
from privacy.deletion.preview import Preview
from privacy.deletion.start import LastAdmin, LeadsAlone, start_deletion
from privacy.models import Erasure
from web.refusals import log_refused

logger = logging.getLogger("privacy")

# The session key of the choice, for a person who hands over a group and comes back.
CHOSEN = "beitraege"


@require_http_methods(["GET", "HEAD", "POST"])
@reauthenticated
def delete_account(request):
    sent = request.POST if request.method == "POST" else None
    form = DeletionForm(sent, preview=Preview(request.user), initial={"posts": request.GET.get(CHOSEN, "")})
    if sent is None:
        return render_page(request, form)
    try:
        if form.is_valid():
            start_deletion(request.user, reason=Erasure.Reason.REQUEST, keep_posts=form.keeps_posts)
            logout(request)
            return redirect("privacy:deleted")
    except (LeadsAlone, LastAdmin) as refusal:
        extra = {"event": "departure_refused", "user": request.user.pk, "why": type(refusal).__name__}
        logger.warning("Deletion refused", extra=extra)
        return render_page(request, form, status=409)
    log_refused(logger, "departure_refused", form, user=request.user.pk)
    return render_page(request, form)


def render_page(request, form, status=200):
    """With obstacles as they are now."""
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
    """Public: who has just deleted an account is signed out."""
    if request.user.is_authenticated:
        return redirect("account_home")
    return render(request, "privacy/deleted.html")
