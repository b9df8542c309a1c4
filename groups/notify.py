"""Notifications of joining: requests to the leads, answers to who asked, invitations to people with an account.

What is settled is withdrawn by its subject, for all who were notified.
"""

from django.urls import reverse

from accounts.models import User
from notifications.kinds import Kind
from notifications.models import Notification

LEADS = "Die Gruppenleitung"

REQUESTED = Kind(
    name="groups.requested",
    group="groups.request",
    one="möchte in die Gruppe {title}",
    many="möchten in die Gruppe {title}",
    mail="join_request",
    setting="Anfragen an Ihre Gruppen",
    # The member's home has a section of its own for them.
    is_addressed=False,
)
APPROVED = Kind(
    name="groups.approved",
    group="groups.answer",
    sender=LEADS,
    one="hat Ihre Anfrage für {title} freigegeben",
    many="hat Ihre Anfrage für {title} freigegeben",
    action="Zur Gruppe",
    mail="join_approved",
    setting="Antworten auf Ihre Anfragen",
)
DECLINED = Kind(
    name="groups.declined",
    group="groups.answer",
    sender=LEADS,
    one="hat Ihre Anfrage für {title} abgelehnt",
    many="hat Ihre Anfrage für {title} abgelehnt",
    action="Ansehen",
    mail="join_declined",
    setting="Antworten auf Ihre Anfragen",
)
INVITED = Kind(
    name="groups.invited",
    group="groups.invitation",
    one="lädt Sie in die Gruppe {title} ein",
    many="laden Sie in die Gruppe {title} ein",
    action="Ansehen",
    mail="mail_invitation",
    setting="Einladungen in Gruppen",
)
KINDS = (REQUESTED, APPROVED, DECLINED, INVITED)


def notify_of_request(request, deciders):
    """`deciders`: the users who may decide on the JoinRequest."""
    url = reverse("groups:request-decide", args=[request.group.slug, request.pk])
    notify(deciders, REQUESTED, request.group, subject_of(request), actor=request.user, url=url)


def notify_of_approval(request, url):
    withdraw_request(request)
    notify([request.user], APPROVED, request.group, subject_of(request), url=url)


def notify_of_decline(request, words):
    withdraw_request(request)
    group = request.group
    url = reverse("groups:request", args=[group.slug]) if group.is_listed else reverse("groups:index")
    payload = {"words": words} if words else {}
    notify([request.user], DECLINED, group, subject_of(request), url=url, payload=payload)


def withdraw_request(*requests):
    """The requests are decided or gone: nobody need decide on them."""
    subjects = [subject_of(request) for request in requests]
    Notification.objects.filter(subject__in=subjects, kind_group=REQUESTED.group).withdraw()


def notify_of_invitation(email_invitation):
    """If the address that was invited by mail is that of an account."""
    invited = User.objects.filter(email=email_invitation.email, is_active=True)
    url = reverse("groups:invitation-of-account", args=[email_invitation.pk])
    by = email_invitation.mailing.created_by
    notify(invited, INVITED, email_invitation.group, f"invitation.{email_invitation.pk}", actor=by, url=url)


def withdraw_invitation(*email_invitations):
    """The people have accepted or declined, or may no longer accept."""
    subjects = [f"invitation.{one.pk}" for one in email_invitations]
    Notification.objects.filter(subject__in=subjects, kind_group=INVITED.group).withdraw()


def subject_of(request):
    return f"request.{request.pk}"


def notify(users, kind, group, subject, **what):
    recipients = {user.pk: kind for user in users}
    Notification.objects.notify(
        recipients, scope=group.subject, subject=subject, title=group.title[:150], **what
    )
