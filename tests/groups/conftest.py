import re

import pytest

from groups.models import Group, Invitation, Role
from mail.models import OutgoingMail
from vocabulary.models import Municipality


@pytest.fixture
def ulm(db):
    return Municipality.objects.create(
        slug="ulm", title="Ulm", size_class="gross", lat=48.4, lon=9.99, mail_domains=["ulm.example"]
    )


@pytest.fixture
def group(anna, ben, dora):
    """Dora leads it, Ben moderates, Anna is a member."""
    group = Group.objects.create(
        slug="lesekreis", title="Lesekreis", summary="Gemeinsam lesen.", description="Für alle, die lesen."
    )
    group.admit(dora, Role.LEAD)
    group.admit(ben, Role.MODERATOR)
    group.admit(anna)
    return group


@pytest.fixture
def invitation(group, dora):
    return Invitation.objects.create(
        group=group, label="Tagung", words="Schön, wenn Sie kommen!", created_by=dora
    )


@pytest.fixture
def typed():
    """What Nina, who is new, types on the invitation."""
    return {"name": "Nina Neu", "email": "nina@stadt.example", "place": "Ulm", "consent": "on"}


@pytest.fixture
def mailed_link():
    """The address, without the host, of the link in the newest mail that waits to be sent."""

    def newest():
        return re.search(r"(/einladung/\S+/bestaetigen/\S+)", OutgoingMail.objects.latest("pk").text)[1]

    return newest
