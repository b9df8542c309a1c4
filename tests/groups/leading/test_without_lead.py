"""Groups without a lead: the site's admins are mailed of each once."""

from django.utils import timezone

from accounts.models import User
from groups.models import Group, Membership, Role
from groups.tasks import mail_groups_without_lead
from mail.models import OutgoingMail
from privacy.deletion.job import begin_erasure
from privacy.models import Erasure
from privacy.retention.inactivity import process_inactive_accounts
from tests.privacy.retention.unused import days_pass, delivered, mailed_addresses, unused


def test_admins_are_mailed_once_and_in_one_mail_which_groups_nobody_leads(group, dora, vera):
    other = Group.objects.create(slug="anders", title="Anders & so", summary="–", description="–")
    archived = Group.objects.create(slug="alt", title="Alt", summary="–", description="–")
    Group.objects.filter(pk=archived.pk).update(archived_at=timezone.now())
    User.objects.filter(pk=dora.pk).update(is_active=False)
    mail_groups_without_lead(0)
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == (vera.email, "2 Gruppen haben keine Gruppenleitung")
    for one in (group, other):
        assert f"{one.title}:\nhttp://localhost:8000/redaktion/gruppen/{one.pk}/" in mail.text
    assert "Alt:" not in mail.text
    mail_groups_without_lead(0)
    assert OutgoingMail.objects.count() == 1


def test_a_group_that_was_led_meanwhile_is_told_of_again(group, anna, dora, vera):
    Membership.objects.filter(user=dora).update(role=Role.MEMBER)
    mail_groups_without_lead(0)
    Membership.objects.filter(user=anna).update(role=Role.LEAD)
    mail_groups_without_lead(0)
    Membership.objects.filter(user=anna).update(role=Role.MEMBER)
    mail_groups_without_lead(0)
    subjects = list(OutgoingMail.objects.values_list("subject", flat=True))
    assert subjects == [f"Die Gruppe „{group.title}“ hat keine Gruppenleitung"] * 2


def test_the_lead_of_a_group_is_erased_like_everybody(group, dora, vera):
    unused(dora, 700)
    process_inactive_accounts()
    delivered()
    days_pass(31)
    assert begin_erasure(Erasure.objects.get(user=dora).pk)
    assert group.memberships.count() == 2
    mail_groups_without_lead(0)
    assert mailed_addresses() == [vera.email]
