"""The people and objects of which the examples in tests/permissions.csv speak; the demo content is there already."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from tests.support.permissions import PEOPLE

NAMES = ("Carla", "Anna", "Ben", "Dora", "Emil", "Vera")
SITE_ROLES = {"Ben": "moderator", "Emil": "editor", "Vera": "admin"}


def make_cast(person):
    """The person of each column, None for nobody: Anna, Ben and Dora are in the group EQ, the others in none."""
    from groups.models import Group, Membership, Role

    made = {name: person(name, SITE_ROLES.get(name, "")) for name in NAMES}
    group = Group.objects.get(slug="engagiertes-quartier")
    for name, role in {"Anna": Role.MEMBER, "Ben": Role.MODERATOR, "Dora": Role.LEAD}.items():
        group.admit(made[name], role)
    Membership.objects.create(pk=900, group=group, user=person("Otto"))
    make_invitations(group)
    make_thread(group, made)
    Group.objects.create(
        slug="verborgen", title="Verborgen", summary="–", description="–", visibility="hidden"
    )
    return dict(zip(PEOPLE, [None, *made.values()], strict=True))


def make_invitations(group):
    """One in every state, with its state as its key; the demo's public one becomes "offen"."""
    yesterday = timezone.now() - timedelta(days=1)
    group.invitations.update(key="offen")
    group.invitations.create(key="abgelaufen", label="Abgelaufen", expires_at=yesterday)
    group.invitations.create(key="widerrufen", label="Widerrufen", revoked_at=yesterday)
    group.invitations.create(key="aufgebraucht", label="Aufgebraucht", max_uses=1, uses=1)


def make_thread(group, made):
    """Anna asks, Ben answers, Anna thanks."""
    from forum.models import Kind, Thread

    thread = Thread.objects.create(
        pk=900, group=group, author=made["Anna"], title="Beispiel", kind=Kind.QUESTION
    )
    for name, text in (("Anna", "Wie **regelt** ihr das?"), ("Ben", "Mit einer Liste."), ("Anna", "Danke!")):
        thread.reply(group.memberships.get(user=made[name]), text, uuid4())
    made["Anna"].notifications.update(id=900)
