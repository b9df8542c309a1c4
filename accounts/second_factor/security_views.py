from allauth.account.utils import get_next_redirect_url
from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from accounts.second_factor import codes
from accounts.second_factor.demand import has_second_factor
from accounts.second_factor.passkeys import passkeys_of
from accounts.sessions.devices import devices_of


@login_required
@never_cache
def overview(request):
    """How one signs in, and where one is signed in. With `next`, somebody came here for want of a second factor."""
    left = codes.left(request.user)
    context = {
        "next": get_next_redirect_url(request) or "",
        "has_factor": has_second_factor(request.user),
        "app": codes.app_of(request.user),
        "codes_left": left,
        "codes_are_few": left is not None and left < codes.FEW,
        "passkeys": passkeys_of(request.user),
        "devices": devices_of(request),
    }
    return render(request, "accounts/security.html", context)


def onward(request, name):
    """The address of that view, which keeps where the person wanted to go."""
    target = get_next_redirect_url(request)
    return f"{reverse(name)}?{urlencode({'next': target})}" if target else reverse(name)
