"""Limits of signing in, which strangers who know an address cannot use to lock its person out.

Tries on a device on which the person has signed in before count on their own, per account; when those are used up, the
device counts as unknown. For unknown ones the limits per address may close the password for a day, but mailed codes for
no longer than 15 minutes: when the day's are used up, one goes out each quarter of an hour. See config/rate_limits.py.
"""

from functools import partial

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.conf import settings
from django.core import signing

from accounts.limits import KNOWN_DEVICE_ACCOUNTS, KNOWN_DEVICE_LIFETIME
from accounts.models import User

COOKIE = "known_device"
SALT = "accounts.known_device"


def get_known_accounts(request):
    """The ids of users who have signed in on this device, the latest first."""
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KNOWN_DEVICE_LIFETIME)
    except signing.BadSignature:
        return []


def remember_device(request, response, user):
    """Sets the cookie by which the device is known from now on. It allows nothing but tries of its own."""
    others = [pk for pk in get_known_accounts(request) if pk != user.pk]
    response.set_cookie(
        COOKIE,
        signing.dumps([user.pk, *others][:KNOWN_DEVICE_ACCOUNTS], salt=SALT),
        max_age=KNOWN_DEVICE_LIFETIME,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def find_known_user(request, email):
    """The user of this address if the device is known, else None."""
    pks = get_known_accounts(request)
    if request.user.is_authenticated:
        pks = [*pks, request.user.pk]
    return User.objects.filter(pk__in=pks, email=email).first() if pks else None


def may_mail_code(request, email, action, *, known_user=None):
    """Counts a code that is to be mailed to the address. `action`: which ACCOUNT_RATE_LIMITS count."""
    if not ratelimit.consume(request, action=action):
        return False
    if known_user and ratelimit.consume(request, action="code_on_known_device", user=known_user):
        return True
    return bool(
        ratelimit.consume(request, action=f"{action}_to", key=email)
        or ratelimit.consume(request, action=f"{action}_at_least", key=email)
    )


def count_second_factor(request, user):
    """Counts a try of a code of the second factor before it is compared. Returns what forgets it once it was right.

    Raises ValidationError. Only who knows the password or reads the person's mails comes this far.
    """
    own = {"action": "second_factor_failed_on_known_device", "user": user}
    if find_known_user(request, user.email) and ratelimit.consume(request, **own):
        return partial(ratelimit.clear, request, **own)
    general = {"action": "login_failed", "key": f"mfa-auth-user-{user.pk}"}
    if not ratelimit.consume(request, **general):
        raise get_adapter().validation_error("too_many_login_attempts")
    return partial(ratelimit.clear, request, **general)
