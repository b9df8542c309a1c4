"""The second factors of those demo people who lead, moderate or edit; each installation makes its own secrets."""

import math
import time
from datetime import UTC, datetime

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db.models import Q

from accounts.models import SiteRole
from demo.load import people
from groups.models import Membership, Role

KIND = Authenticator.Type.TOTP
IN_GROUPS = {Role.LEAD: "Gruppenleitung", Role.MODERATOR: "Gruppenmoderation"}


def give():
    """Whoever needs one and has none gets one, also in a demo that was loaded before there were any."""
    tending = Membership.objects.filter(role__in=IN_GROUPS).values("user")
    needing = people.all_of_them().filter(~Q(site_role=SiteRole.NONE) | Q(pk__in=tending))
    for user in needing.exclude(authenticator__type=KIND):
        TOTP.activate(user, generate_totp_secret())


def secrets():
    """The secrets of the demo's people, of nobody else, by the user's id."""
    found = Authenticator.objects.filter(type=KIND, user__in=people.all_of_them())
    return {one.user_id: decrypt(one.data["secret"]) for one in found}


def numbers():
    """What the apps of the demo's people would show now, and until when; None where this is no demo."""
    if not settings.DEMO:
        return None
    now, period = time.time(), app_settings.TOTP_PERIOD
    counter = int(now // period)
    until = (counter + 1) * period
    known = secrets()
    holders = people.all_of_them().filter(pk__in=known).prefetch_related("memberships")
    return {
        "until": datetime.fromtimestamp(until, UTC),
        "milliseconds": math.ceil((until - now) * 1000),
        "people": [
            {"user": user, "role": role(user), "number": number(known[user.pk], counter)} for user in holders
        ],
    }


def number(secret, counter):
    digits = format_hotp_value(hotp_value(secret, counter))
    return f"{digits[:3]} {digits[3:]}"


def role(user):
    """In words: the role on the site and the highest in any group."""
    held = {membership.role for membership in user.memberships.all()}
    words = [user.get_site_role_display()] if user.site_role else []
    words += [word for group_role, word in IN_GROUPS.items() if group_role in held][:1]
    return ", ".join(words)
