"""Notifications of joining: requests to the leads, answers to who asked, invitations to people with an account.

What is settled is withdrawn by its subject, for all who were notified.
"""

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from accounts.models import User
from groups.kinds import APPROVED, DECLINED, INVITED, REQUESTED
from notifications.models import Notification


def notify_of_request(request, deciders):
    """`deciders`: the users who may decide on the JoinRequest."""
    url = reverse("groups:request-decide", args=[request.group.slug, request.pk])
    notify_users(deciders, REQUESTED, request.group, subject_of(request), actor=request.user, url=url)


def notify_of_approval(request, url):
    withdraw_request(request)
    notify_users([request.user], APPROVED, request.group, subject_of(request), url=url)


def notify_of_decline(request, words):
    withdraw_request(request)
    group = request.group
    url = request.page_url or reverse("groups:index")
    payload = {"words": words} if words else {}
    notify_users([request.user], DECLINED, group, subject_of(request), url=url, payload=payload)


def withdraw_request(*requests):
    """The requests are decided or gone: nobody need decide on them."""
    subjects = [subject_of(request) for request in requests]
    Notification.objects.filter(subject__in=subjects, kind_group=REQUESTED.group).withdraw()


def notify_of_invitation(email_invitation):
    """If the address that was invited by mail is that of an account."""
    invited = User.objects.filter(email=email_invitation.email, is_active=True)
    url = reverse("groups:invitation-of-account", args=[email_invitation.pk])
    by = email_invitation.mailing.created_by
    notify_users(
        invited, INVITED, email_invitation.group, f"invitation.{email_invitation.pk}", actor=by, url=url
    )


def withdraw_invitations(email_invitations):
    """Of these rows of a queryset the people have accepted or declined, or may no longer accept."""
    subjects = email_invitations.order_by().values_list(Concat(Value("invitation."), Cast("pk", CharField())))
    Notification.objects.filter(subject__in=subjects, kind_group=INVITED.group).withdraw()


def subject_of(request):
    return f"request.{request.pk}"


def notify_users(users, kind, group, subject, **what):
    recipients = {user.pk: kind for user in users}
    Notification.objects.notify(
        recipients, scope=group.subject, subject=subject, title=group.title[:150], **what
    )
