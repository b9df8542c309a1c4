from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.passkeys import passkeys_of


@login_required
@never_cache
def overview(request):
    """How one signs in, and where one is signed in."""
    context = {
        "passkeys": passkeys_of(request.user),
        "devices": request.user.sessions.lasting().order_by("-seen_at"),
        "this_device": request.session.session_key,
    }
    return render(request, "accounts/security.html", context)
