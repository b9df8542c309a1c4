"""What holds for all migrations. One that moves what people have is tested beside its app until it has landed."""

from django.conf import settings
from django.contrib.auth.models import Group as Role
from django.db.migrations.loader import MigrationLoader

ROLES = ["Redaktion", "Site-Moderation"]


def test_the_roles_have_their_rights(db):
    """Those of a new site, which only migrations have filled."""
    assert Role.objects.filter(name__in=ROLES).count() == 2
    redaktion = Role.objects.get(name="Redaktion")
    assert (redaktion.page_permissions.count(), redaktion.collection_permissions.count()) == (6, 6)
    held = set(redaktion.permissions.values_list("codename", flat=True))
    assert {"access_admin", "change_sitesettings", "add_externallink", "change_municipality"} <= held
    assert not {codename for codename in held if codename.endswith("_user")}
    assert list(Role.objects.exclude(name__in=ROLES)) == []


def test_every_step_of_ours_can_be_taken_back():
    loader = MigrationLoader(None)
    apps = {path.parent.parent.name for path in settings.ROOT.glob("*/migrations/__init__.py")}
    steps = [(key, step) for key, one in loader.disk_migrations.items() for step in one.operations]
    assert apps <= {app for (app, _), _ in steps}
    assert [(key, step) for key, step in steps if key[0] in apps and not step.reversible] == []
