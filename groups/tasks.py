from django.utils import timezone
from procrastinate.contrib.django import app

from groups.models import Invitation, JoinRequest, PendingJoin, join_request, pending_join


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
