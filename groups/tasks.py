"""The jobs of groups. `aliases`: former names, under which jobs may still wait in the queue after an update."""

import logging

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.models import SiteRole, User
from audit.models import Entry
from groups import limits
from groups.audit_labels import Act
from groups.invitations import mails
from groups.invitations.link_actions import renew_public_links
from groups.models import EmailInvitation, Group, JoinRequest, MailingDraft, PendingSignup
from mail.outbox import send_mail

logger = logging.getLogger("groups")


@app.periodic(cron="5 3 * * *")
@app.task(name="groups.renew_public_invitations")
def renew_public_invitations(timestamp: int):
    """Nightly: replaces public links that expire soon; the old ones stay usable until their last day."""
    renew_public_links()


@app.periodic(cron="23 3 * * *")
@app.task(name="groups.delete_expired_signups", aliases=["groups.forget_pending_joins"])
def delete_expired_signups(timestamp: int):
    """Nightly: deletes what people typed in order to join, after PENDING_SIGNUP_RETENTION."""
    end = timezone.now() - limits.PENDING_SIGNUP_RETENTION
    PendingSignup.objects.filter(created_at__lt=end).delete()


@app.periodic(cron="29 3 * * *")
@app.task(name="groups.delete_expired_requests", aliases=["groups.forget_requests"])
def delete_expired_requests(timestamp: int):
    """Nightly: deletes decided requests after DECIDED_REQUEST_RETENTION."""
    end = timezone.now() - limits.DECIDED_REQUEST_RETENTION
    JoinRequest.objects.decided().filter(decided_at__lt=end).delete()


@app.task(name="groups.mail_deletion_planned", aliases=["groups.tell_of_deletion"])
@transaction.atomic
def mail_deletion_planned(group_id: int):
    """Mails every member once that the group will be deleted.

    If it was planned twice within DELETION_MAIL_PAUSE, the second mail is left to the nightly job.
    """
    planned = Entry.objects.filter(object=f"group.{group_id}", act=Act.DELETION_PLANNED)
    if planned.filter(at__gt=timezone.now() - limits.DELETION_MAIL_PAUSE).count() > 1:
        return
    untold = Group.objects.filter(pk=group_id, deletion_notified_at=None).exclude(delete_at=None)
    if not untold.update(deletion_notified_at=timezone.now()):
        return
    mail_members(group_id, "group_deletion")


@app.task(name="groups.mail_deletion_cancelled", aliases=["groups.tell_of_rescue"])
@transaction.atomic
def mail_deletion_cancelled(group_id: int):
    """Mails every member once that the group stays, if they were told that it will be deleted."""
    announced = Group.objects.filter(pk=group_id, delete_at=None, deleted_at=None).exclude(
        deletion_notified_at=None
    )
    if announced.update(deletion_notified_at=None):
        mail_members(group_id, "group_stays")


def mail_members(group_id, mail):
    group = Group.objects.get(pk=group_id)
    for membership in group.memberships.filter(user__is_active=True).select_related("user"):
        send_mail(membership.user.email, mail, {"group": group, "link": group.get_absolute_url()})


@app.periodic(cron="47 3 * * *")
@app.task(name="groups.delete_groups")
def delete_groups(timestamp: int):
    """Nightly: deletes the groups whose waiting time is over, unless their members were not told; tells those."""
    planned = Group.objects.filter(deleted_at=None).exclude(delete_at=None)
    for group in planned.filter(delete_at__lte=timezone.now()).exclude(deletion_notified_at=None):
        group.delete_content()
    for group in planned.filter(deletion_notified_at=None):
        mail_deletion_planned(group.pk)


@app.periodic(cron="53 6 * * *")
@app.task(name="groups.mail_groups_without_lead", aliases=["groups.tell_of_unled"])
@transaction.atomic
def mail_groups_without_lead(timestamp: int):
    """Every morning: mails the site's admins which groups have no lead any more, each group once."""
    led = Group.objects.exclude(pk__in=Group.objects.without_lead())
    led.exclude(without_lead_notified_at=None).update(without_lead_notified_at=None)
    admins = User.objects.filter(site_role=SiteRole.ADMIN, is_active=True)
    untold = Group.objects.open().without_lead().filter(without_lead_notified_at=None)
    groups = list(untold.select_for_update(no_key=True, of=("self",)))
    if not groups or not admins.exists():
        return
    Group.objects.filter(pk__in=[group.pk for group in groups]).update(
        without_lead_notified_at=timezone.now()
    )
    for admin in admins:
        send_mail(admin.email, "groups_without_lead", {"groups": groups})


@app.task(name="groups.send_mailing")
def send_mailing(mailing_id: int):
    """Mails what has not been sent of a mailing. Can be interrupted: the next run continues."""
    for_each_row(mails.send_invitation, EmailInvitation.objects.unsent().filter(mailing=mailing_id))


@app.task(name="groups.send_invitations")
def send_invitations(invitation_id: int):
    """The former name and argument of send_mailing, for jobs that still wait in the queue after an update."""
    send_mailing(invitation_id)


@app.periodic(cron="*/10 * * * *")
@app.task(name="groups.resume_mailings", aliases=["groups.go_on_inviting"])
def resume_mailings(timestamp: int):
    """Sends what a job that died has left."""
    unsent = EmailInvitation.objects.unsent().order_by("mailing")
    for pk in unsent.values_list("mailing", flat=True).distinct():
        send_mailing(pk)


@app.periodic(cron="11 7 * * *")
@app.task(name="groups.send_reminders", aliases=["groups.remind_invited"])
def send_reminders(timestamp: int):
    """Every morning: reminds people once whose invitation expires soon."""
    for_each_row(mails.send_reminder, EmailInvitation.objects.to_remind())


def for_each_row(action, rows):
    """Calls `action(pk)` for each row. A failure is logged and keeps no other from its mail; the next run tries again."""
    for pk in rows.values_list("pk", flat=True):
        try:
            action(pk)
        except Exception:
            logger.exception("Inviting", extra={"event": "mail_invitation_failed", "email_invitation": pk})


@app.periodic(cron="13 3 * * *")
@app.task(name="groups.delete_expired_mailing_drafts")
def delete_expired_mailing_drafts(timestamp: int):
    """Nightly: deletes lists that were not sent, and what is left of those that were, after MAILING_DRAFT_RETENTION."""
    end = timezone.now() - limits.MAILING_DRAFT_RETENTION
    MailingDraft.objects.filter(changed_at__lt=end).delete()


@app.periodic(cron="11 3 * * *")
@app.task(name="groups.delete_expired_email_invitations", aliases=["groups.forget_invited"])
def delete_expired_email_invitations(timestamp: int):
    """Nightly, before mails that could not be delivered are deleted."""
    EmailInvitation.objects.note_failures()
    EmailInvitation.objects.delete_expired()
