"""Asks members to agree to the current consent text: before a page, or when a form is sent.

The fields of such a form go into the asking page as hidden inputs (pending_form) and are sent again with the agreement.
See docs/decisions/0017.
"""

import logging

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRefresh, reswap, retarget

from accounts.models import ConsentText
from accounts.second_factor.demand import SAFE_METHODS
from accounts.second_factor.pending_form import PREFIX, came_with_files, pending_fields, previous_path
from web.declarations import is_csrf_checked
from web.keep_input import submitted_text
from web.paths import next_path

logger = logging.getLogger("accounts")

# The field whose value is the id of the text that the user agrees to. By its prefix it is no part of a pending form.
AGREED_FIELD = f"{PREFIX}-consent"
PAGE = "account_consent"


class ConsentNeeded(Exception):
    """A member has not agreed to the current text; the middleware answers with the page that asks."""


def demand_consent(viewer, has_agreed):
    """Raises ConsentNeeded for a Viewer who needs consent, unless `has_agreed` (to the current text)."""
    if viewer.needs_consent and not has_agreed:
        raise ConsentNeeded


class ConsentMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):  # noqa: ARG002
        """Stores an agreement before the view runs. If the text has changed meanwhile, the page asks again."""
        if request.method != "POST" or not is_csrf_checked(request) or AGREED_FIELD not in request.POST:
            return None
        if not request.user.is_authenticated:
            return None
        text = ConsentText.objects.current()
        if request.POST[AGREED_FIELD] != str(text.pk):
            logger.warning("Consent", extra={"event": "consent_to_old_text", "user": request.user.pk})
            return render_consent_page(request, changed_again=True)
        text.agree(request.user)
        logger.info("Consent", extra={"event": "consent_given", "user": request.user.pk, "text": text.pk})
        return None

    def process_exception(self, request, exception):
        if not isinstance(exception, ConsentNeeded) or request.user.is_anonymous:
            return None
        if request.method not in SAFE_METHODS:
            return render_consent_page(request)
        if request.htmx:
            # htmx would put the asking page into a part of the page: it reloads the whole page instead.
            return HttpResponseClientRefresh()
        return redirect(f"{reverse(PAGE)}?{urlencode({'next': request.get_full_path()})}")


def render_consent_page(request, *, changed_again=False):
    """The page that asks, with the fields of a pending form."""
    is_form = request.method == "POST" and request.path != reverse(PAGE)
    text = ConsentText.objects.current()
    context = {
        "text": text,
        "former": request.user.consents.exclude(text=text).newest().first(),
        "changed_again": changed_again,
        "is_form": is_form,
        "pending_fields": pending_fields(request.POST) if is_form else [],
        "has_files": is_form and came_with_files(request),
        "submitted_text": submitted_text(request) if is_form else "",
        "back": previous_path(request),
    }
    if is_form and request.htmx:
        # static/js/unsent.js offers to send again after any other status.
        response = render(request, "accounts/consent_part.html", context, status=409)
        reswap(retarget(response, "closest form"), "outerHTML")
    else:
        response = render(request, "accounts/consent.html", context, status=403 if is_form else 200)
    add_never_cache_headers(response)
    return response


@login_required
@never_cache
def consent(request):
    """The page to which pages redirect that need consent. The middleware has stored what was sent."""
    if request.user.consents.filter(text=ConsentText.objects.current()).exists():
        return redirect(next_path(request) or reverse("mein"))
    return render_consent_page(request)
