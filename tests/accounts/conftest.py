from types import SimpleNamespace

import pytest

from accounts.models import SiteRole, User

PASSWORD = "korrekt-pferd-batterie"


@pytest.fixture
def people(db):
    people = SimpleNamespace(
        anna=User.objects.create_user("anna@stadt.example", "Anna Amsel", PASSWORD),
        carla=User.objects.create_user("carla@stadt.example", "Carla Code"),
        emil=User.objects.create_user("emil@stadt.example", "Emil Elster", PASSWORD),
        frieda=User.objects.create_user("frieda@stadt.example", "Frieda Fink", PASSWORD, is_active=False),
        vera=User.objects.create_user("vera@stadt.example", "Vera Vogel", PASSWORD),
    )
    people.emil.appoint(SiteRole.EDITOR)
    people.vera.appoint(SiteRole.ADMIN)
    return people


@pytest.fixture
def waiting_code(client, people, mailed_code):
    """A sign-in code that was mailed to Anna."""
    client.post("/konto/anmelden/code/", {"email": people.anna.email})
    return mailed_code()


@pytest.fixture
def ulm(db):
    from vocabulary.models import Municipality

    return Municipality.objects.create(
        slug="ulm", title="Ulm", size_class="gross", lat=48.4, lon=9.99, mail_domains=["ulm.example"]
    )
