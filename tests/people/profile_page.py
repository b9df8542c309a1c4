"""What the profile's form shows, and what is stored of a person."""

import re

from accounts.models import User
from accounts.models.visibility import FIELDS
from tests.support.pages.forms import values

PROFILE = "/konto/profil/"
SAVED = "Gespeichert."
SECTIONS = ("wer", "felder", "austausch", "sichtbar")
VISIBILITIES = {"visibility": "2"} | {f"{field}_visibility": "1" for field in FIELDS}


def shown(client):
    """Name to content of each field of the form."""
    return values(client.get(PROFILE).content.decode().partition("<main")[2])


def experiences(user):
    """Theme field to (level, whether they seek), as stored."""
    return {one.theme_field.title: (one.level, one.seeks) for one in user.experiences.all()}


def stored(user):
    """All that is stored of a person."""
    return User.objects.filter(pk=user.pk).values().get() | {"experiences": experiences(user)}


def section_of(field):
    """The section in which the field stands."""
    if field.endswith("visibility"):
        return "sichtbar"
    if re.fullmatch(r"(level|seeks)_\d+", field):
        return "felder"
    return "austausch" if field in ("seeks", "offers") else "wer"


def save(client, typed):
    """Presses the button of each section in turn; returns the first answer that refuses one, or the last."""
    for section in SECTIONS:
        response = client.post(PROFILE, typed | {"section": section})
        if response.status_code != 302:
            break
    return response


def hidden_fields(response):
    """What tells of each section when it was shown; without it, what is in the others does not count as typed."""
    return dict(
        re.findall(r'<input type="hidden" name="(stored_\w+)" value="(\w+)"', response.content.decode())
    )
