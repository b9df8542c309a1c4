"""The second factors of those demo people who lead, moderate or edit; each installation makes its own secrets."""

import math
import time
from base64 import b32decode, b32encode
from datetime import UTC, datetime
from secrets import token_bytes

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.db.models import Q

from accounts.models import SiteRole
from demo.load import people
from groups.models import Membership, Role

KIND = Authenticator.Type.TOTP
IN_GROUPS = {Role.LEAD: "Gruppenleitung", Role.MODERATOR: "Gruppenmoderation"}


def give_missing():
    """Gives an authenticator app to each demo person who needs one and has none."""
    with_group_role = Membership.objects.filter(role__in=IN_GROUPS).values("user")
    needing = people.demo_users().filter(~Q(site_role=SiteRole.NONE) | Q(pk__in=with_group_role))
    for user in needing.exclude(authenticator__type=KIND):
        give_app(user)


def give_app(user):
    """As if the user had set up an app."""
    secret = b32encode(token_bytes(20)).decode()
    Authenticator.objects.create(user=user, type=KIND, data={"secret": encrypt(secret)})


def secrets_by_user():
    """{user id: TOTP secret} of the demo people only."""
    found = Authenticator.objects.filter(type=KIND, user__in=people.demo_users())
    return {one.user_id: decrypt(one.data["secret"]) for one in found}


def current_numbers():
    """The current TOTP codes of the demo people and until when they hold; None outside the demo."""
    if not settings.DEMO:
        return None
    now, period = time.time(), app_settings.TOTP_PERIOD
    counter = int(now // period)
    until = (counter + 1) * period
    known = secrets_by_user()
    holders = people.demo_users().filter(pk__in=known).prefetch_related("memberships")
    return {
        "until": datetime.fromtimestamp(until, UTC),
        "milliseconds": math.ceil((until - now) * 1000),
        "people": [
            {"user": user, "role": role_label(user), "number": format_number(known[user.pk], now)}
            for user in holders
        ],
    }


def format_number(secret, at):
    """The code of an app at a time (seconds since 1970), in two groups of three digits."""
    app = TOTP(b32decode(secret), app_settings.TOTP_DIGITS, SHA1(), app_settings.TOTP_PERIOD)  # noqa: S303
    digits = app.generate(at).decode()
    return f"{digits[:3]} {digits[3:]}"


def role_label(user):
    """In words: the role on the site and the highest in any group."""
    held = {membership.role for membership in user.memberships.all()}
    words = [user.get_site_role_display()] if user.site_role else []
    words += [word for group_role, word in IN_GROUPS.items() if group_role in held][:1]
    return ", ".join(words)
