"""Members, their groups, and sessions in which they are signed in."""

from datetime import timedelta
from random import Random

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import Consent, ConsentText, User
from accounts.sessions.store import SIGN_IN, SessionStore
from groups.models import Group, Membership, Role
from vocabulary.models import Municipality

MEMBERS_SIGNED_IN = 200
"""As many people as write or watch at the same time in any benchmark."""

FIRST_NAMES = (
    "Aylin",
    "Bernd",
    "Claudia",
    "Deniz",
    "Eva",
    "Farid",
    "Gudrun",
    "Hannes",
    "Irina",
    "Jörg",
    "Katja",
)
LAST_NAMES = (
    "Albrecht",
    "Bürkle",
    "Çelik",
    "Dietz",
    "Eberle",
    "Fink",
    "Groß",
    "Häberle",
    "Ihle",
    "Jung",
    "Kern",
)
FUNCTIONS = ("Quartiersmanagement", "Stadtplanung", "Sozialplanung", "Ehrenamtskoordination", "")


def make_people(run, number):
    """`run` keeps these apart from those of other runs."""
    random, towns = Random(2), list(Municipality.objects.order_by("pk")) or [None]  # noqa: S311
    return User.objects.bulk_create(
        User(
            email=f"messung-{run}-{n}@stadt.example",
            name=f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)} {n}",
            function=random.choice(FUNCTIONS),
            municipality=random.choice(towns),
            password=make_password(None),
        )
        for n in range(number)
    )


def make_groups(run, number, people):
    """All are in the first group, each half of them in the others. The first person leads them all."""
    groups = Group.objects.bulk_create(
        Group(
            slug=f"messung-{run}-{n}",
            title=f"Messung {n + 1}",
            summary="Beiträge, an denen gemessen wird, wie lange Seiten brauchen.",
            order=1000 + n,
        )
        for n in range(number)
    )
    random, now = Random(3), timezone.now()  # noqa: S311
    Membership.objects.bulk_create(
        Membership(
            group=group,
            user=person,
            role=Role.LEAD if place == 0 else Role.MEMBER,
            joined_at=now - timedelta(days=random.randint(10, 700)),
        )
        for n, group in enumerate(groups)
        for place, person in enumerate(people)
        if place == 0 or n == 0 or random.random() < 0.5
    )
    return groups


def create_consents(people):
    text = ConsentText.objects.current()
    Consent.objects.bulk_create(Consent(user=person, text=text) for person in people)


def sign_in_members(people):
    """The cookies of browsers in which the plain members are signed in, the first so many."""
    return [sign_in_person(person) for person in people[1 : MEMBERS_SIGNED_IN + 1]]


def sign_in_person(person):
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[SIGN_IN] = {"device": "Messung", "at": timezone.now().timestamp(), "kept": True}
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
