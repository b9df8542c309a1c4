import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

ROLES = ["Redaktion", "Site-Moderation"]


@pytest.mark.django_db(transaction=True)
def test_the_roles_can_be_taken_back_and_given_again():
    call_command("migrate", "accounts", "0001", verbosity=0)
    assert not Group.objects.filter(name__in=ROLES).exists()
    call_command("migrate", verbosity=0)
    assert Group.objects.filter(name__in=ROLES).count() == 2
    redaktion = Group.objects.get(name="Redaktion")
    assert (redaktion.page_permissions.count(), redaktion.collection_permissions.count()) == (6, 6)
    assert redaktion.permissions.get().codename == "access_admin"
