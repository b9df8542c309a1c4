from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from accounts.limits import FEW_RECOVERY_CODES
from accounts.second_factor import codes
from accounts.second_factor.demand import has_second_factor
from accounts.second_factor.passkeys import passkeys_of
from accounts.sessions.devices import devices_of
from web.paths import next_path


@login_required
@never_cache
def account_home(request):
    return render(request, "accounts/home.html", sign_in_context(request))


@login_required
@never_cache
def security(request):
    """How the user signs in and on which devices. With `next`, the user was sent here to set up a second factor."""
    left = codes.count_unused_recovery_codes(request.user)
    context = {
        "next": next_path(request),
        "app": codes.app_of(request.user),
        "codes_left": left,
        "codes_are_few": left is not None and left < FEW_RECOVERY_CODES,
    }
    return render(request, "accounts/security.html", context | sign_in_context(request))


def sign_in_context(request):
    return {
        "has_factor": has_second_factor(request.user),
        "passkeys": passkeys_of(request.user),
        "devices": devices_of(request),
    }


def url_with_next(request, name):
    """The URL of this name, with the request's `next` parameter if it has one."""
    target = next_path(request)
    return f"{reverse(name)}?{urlencode({'next': target})}" if target else reverse(name)
