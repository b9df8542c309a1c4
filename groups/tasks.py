from django.utils import timezone
from procrastinate.contrib.django import app

from groups.models import Invitation, PendingJoin
from groups.models.pending_join import KEPT


@app.periodic(cron="5 3 * * *")
@app.task(name="groups.renew_public_invitations")
def renew_public_invitations(timestamp: int):
    """Nightly: public pages always lead to a link that can be used; the old one works until its last day."""
    Invitation.objects.renew_public()


@app.periodic(cron="23 3 * * *")
@app.task(name="groups.forget_pending_joins")
def forget_pending_joins(timestamp: int):
    """Nightly: what people typed who wanted to join is kept for a week, as the invitation's page promises."""
    PendingJoin.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
