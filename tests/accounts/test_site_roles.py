import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

ROLES = ["Redaktion", "Site-Moderation"]


@pytest.mark.usefixtures("own_database")
def test_the_roles_can_be_taken_back_and_given_again():
    call_command("migrate", "accounts", "0001", verbosity=0)
    assert not Group.objects.filter(name__in=ROLES).exists()
    call_command("migrate", verbosity=0)
    assert Group.objects.filter(name__in=ROLES).count() == 2
    redaktion = Group.objects.get(name="Redaktion")
    assert (redaktion.page_permissions.count(), redaktion.collection_permissions.count()) == (6, 6)
    held = set(redaktion.permissions.values_list("codename", flat=True))
    assert {"access_admin", "change_sitesettings", "add_externallink", "change_municipality"} <= held
    assert not {codename for codename in held if codename.endswith("_user")}
    assert list(Group.objects.exclude(name__in=ROLES)) == []
