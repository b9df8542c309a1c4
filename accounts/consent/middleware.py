"""Asks members to agree to a text that is new to them: before a page, or in the middle of sending a form.

A form that was sent meanwhile stays in the page as hidden fields and goes on its way with the agreement.
"""

import logging

from allauth.account.utils import get_next_redirect_url
from allauth.core import context
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from accounts.models import ConsentText
from accounts.second_factor.demand import READING
from accounts.second_factor.pending_form import PREFIX, came_with_files, carried_fields, way_back
from accounts.sessions.store import BY_ITSELF
from web.keep_input import submitted_text

logger = logging.getLogger("accounts")

# The field that agrees, with the number of the text that was read. With this prefix it never waits in a page itself.
AGREED = f"{PREFIX}-consent"
PAGE = "account_consent"
# A page that is open already goes on: whoever reads it is asked with the next page, or with what they send.
WITHIN_A_PAGE = BY_ITSELF | {"forum:post-quote", "people:photo"}


class ConsentNeeded(Exception):
    """A page of a group has to wait; the middleware asks."""


def demand_consent(has_agreed):
    """Raises ConsentNeeded for a member who has not agreed to the current text."""
    request = context.request
    match = request and request.resolver_match
    if not has_agreed and not (match and match.view_name in WITHIN_A_PAGE):
        raise ConsentNeeded


class ConsentMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):  # noqa: ARG002
        """Whoever agrees goes on; whoever agreed to a text that is not the current one any more reads that first."""
        if request.method != "POST" or AGREED not in request.POST or not request.user.is_authenticated:
            return None
        text = ConsentText.objects.current()
        if request.POST[AGREED] != str(text.pk):
            logger.warning("Consent", extra={"event": "consent_to_old_text", "user": request.user.pk})
            return page(request, changed_again=True)
        text.agree(request.user)
        logger.info("Consent", extra={"event": "consent_given", "user": request.user.pk, "text": text.pk})
        return None

    def process_exception(self, request, exception):
        if not isinstance(exception, ConsentNeeded) or request.user.is_anonymous:
            return None
        if request.method not in READING:
            return page(request)
        if wants_fragment(request):
            # Part of a page that loads itself: the whole page is what asks.
            return HttpResponse(headers={"HX-Refresh": "true"})
        return redirect(f"{reverse(PAGE)}?{urlencode({'next': request.get_full_path()})}")


def page(request, *, changed_again=False):
    """Asks; what was sent waits in the page."""
    is_form = request.method == "POST" and request.path != reverse(PAGE)
    text = ConsentText.objects.current()
    context = {
        "text": text,
        "former": request.user.consents.exclude(text=text).newest().first(),
        "changed_again": changed_again,
        "is_form": is_form,
        "carried": carried_fields(request.POST) if is_form else [],
        "has_files": is_form and came_with_files(request),
        "submitted_text": submitted_text(request) if is_form else "",
        "back": way_back(request),
    }
    if is_form and wants_fragment(request):
        # static/js/unsent.js takes other refusals for something that passes.
        response = render(request, "accounts/consent_part.html", context, status=409)
        response["HX-Retarget"], response["HX-Reswap"] = "closest form", "outerHTML"
    else:
        response = render(request, "accounts/consent.html", context, status=403 if is_form else 200)
    add_never_cache_headers(response)
    return response


def wants_fragment(request):
    return request.headers.get("HX-Request") == "true"


@login_required
@never_cache
def agree(request):
    """Where pages lead that have to wait; what is sent was taken by the middleware on its way here."""
    if request.user.consents.filter(text=ConsentText.objects.current()).exists():
        return redirect(get_next_redirect_url(request) or reverse("mein"))
    return page(request)
