import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.models import SiteRole, User
from audit.models import Entry
from groups.audit_labels import Act
from groups.invitations import mails
from groups.models import Group, Invitation, JoinRequest, PendingJoin, Recipient, join_request, pending_join
from mail.outbox import send

logger = logging.getLogger("groups")


@app.periodic(cron="5 3 * * *")
@app.task(name="groups.renew_public_invitations")
def renew_public_invitations(timestamp: int):
    """Nightly: public pages always lead to a link that can be used; the old one works until its last day."""
    Invitation.objects.renew_public()


@app.periodic(cron="23 3 * * *")
@app.task(name="groups.forget_pending_joins")
def forget_pending_joins(timestamp: int):
    """Nightly: what people typed who wanted to join is kept for a week, as the invitation's page promises."""
    PendingJoin.objects.filter(created_at__lt=timezone.now() - pending_join.KEPT).delete()


@app.periodic(cron="29 3 * * *")
@app.task(name="groups.forget_requests")
def forget_requests(timestamp: int):
    """Nightly: an answered request is kept for three months, so that leads remember what they decided."""
    JoinRequest.objects.decided().filter(decided_at__lt=timezone.now() - join_request.KEPT).delete()


@app.task(name="groups.tell_of_deletion")
@transaction.atomic
def tell_of_deletion(group_id: int):
    """Every member hears once, and in time, what will be gone; of a second plan within a day by the nightly job."""
    planned = Entry.objects.filter(object=f"group.{group_id}", act=Act.DELETION_PLANNED)
    if planned.filter(at__gt=timezone.now() - timedelta(days=1)).count() > 1:
        return
    untold = Group.objects.filter(pk=group_id, deletion_told_at=None).exclude(delete_at=None)
    if not untold.update(deletion_told_at=timezone.now()):
        return
    tell_members(group_id, "group_deletion")


@app.task(name="groups.tell_of_rescue")
@transaction.atomic
def tell_of_rescue(group_id: int):
    """Whoever was told that the group goes hears once that it stays."""
    told = Group.objects.filter(pk=group_id, delete_at=None, deleted_at=None).exclude(deletion_told_at=None)
    if told.update(deletion_told_at=None):
        tell_members(group_id, "group_stays")


def tell_members(group_id, mail):
    group = Group.objects.get(pk=group_id)
    for membership in group.memberships.filter(user__is_active=True).select_related("user"):
        send(membership.user.email, mail, {"group": group, "link": group.get_absolute_url()})


@app.periodic(cron="47 3 * * *")
@app.task(name="groups.delete_groups")
def delete_groups(timestamp: int):
    """Nightly: deletes the groups whose waiting time is over, and none of which nobody was told."""
    planned = Group.objects.filter(deleted_at=None).exclude(delete_at=None)
    for group in planned.filter(delete_at__lte=timezone.now()).exclude(deletion_told_at=None):
        group.delete_content()
    for group in planned.filter(deletion_told_at=None):
        tell_of_deletion(group.pk)


@app.periodic(cron="53 6 * * *")
@app.task(name="groups.tell_of_unled")
@transaction.atomic
def tell_of_unled(timestamp: int):
    """Every morning: the site's admins hear once, in one mail, of the groups that nobody leads any more."""
    Group.objects.exclude(unled_told_at=None).exclude(pk__in=Group.objects.unled()).update(unled_told_at=None)
    admins = User.objects.filter(site_role=SiteRole.ADMIN, is_active=True)
    unled = Group.objects.listed().unled().filter(unled_told_at=None)
    groups = list(unled.select_for_update(no_key=True, of=("self",)))
    if not groups or not admins.exists():
        return
    Group.objects.filter(pk__in=[group.pk for group in groups]).update(unled_told_at=timezone.now())
    for admin in admins:
        send(admin.email, "groups_unled", {"groups": groups})


@app.task(name="groups.send_invitations")
def send_invitations(invitation_id: int):
    """Mails what has not been sent of an invitation to many. Whatever ends it in the middle, the next run goes on there."""
    with_each(mails.deliver, Recipient.objects.unsent().filter(invitation=invitation_id))


@app.periodic(cron="*/10 * * * *")
@app.task(name="groups.go_on_inviting")
def go_on_inviting(timestamp: int):
    """Goes on with what a job that died has left."""
    for pk in (
        Recipient.objects.unsent().values_list("invitation", flat=True).order_by("invitation").distinct()
    ):
        send_invitations(pk)


@app.periodic(cron="11 7 * * *")
@app.task(name="groups.remind_invited")
def remind_invited(timestamp: int):
    """Every morning: those whose invitation ends soon hear of it once."""
    with_each(mails.remind, Recipient.objects.to_remind())


def with_each(verb, recipients):
    """One that fails keeps no other from its mail; the next run tries again."""
    for pk in recipients.values_list("pk", flat=True):
        try:
            verb(pk)
        except Exception:
            logger.exception("Inviting", extra={"event": "mail_invitation_failed", "recipient": pk})


@app.periodic(cron="11 3 * * *")
@app.task(name="groups.forget_invited")
def forget_invited(timestamp: int):
    """Nightly, before mails that could not be delivered are forgotten."""
    Recipient.objects.note_failures()
    Recipient.objects.forget()
