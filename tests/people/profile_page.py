"""What the profile's form shows, and what is stored of a person."""

from accounts.models import User
from accounts.models.visibility import FIELDS
from tests.support.pages.forms import values

PROFILE = "/konto/profil/"
SAVED = "Ihr Profil ist gespeichert."
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
