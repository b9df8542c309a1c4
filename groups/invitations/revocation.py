from django.db import transaction

from audit.models import record_act
from groups.audit_labels import SITE, Act
from groups.models import Group, Invitation, Mailing


@transaction.atomic
def revoke_in_group(group, by):
    """Revokes all links and mailings of the group. Returns how many were not revoked before."""
    group.lock()
    number = group.invitations.revoke() + group.mailings.revoke()
    if number:
        record_act(by, Act.LINKS_REVOKED, object=group.subject, scope=group.subject, number=number)
    return number


@transaction.atomic
def revoke_everywhere(by):
    """Revokes all links and mailings of all groups. Returns how many were not revoked before."""
    # Locked first, in the order of somebody who replaces or publishes a link at the same time.
    list(Group.objects.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    number = Invitation.objects.revoke() + Mailing.objects.revoke()
    if number:
        record_act(by, Act.ALL_LINKS_REVOKED, object="site.1", scope=SITE, number=number)
    return number
