from django.db.models.functions import Now
from procrastinate.contrib.django import app

from accounts.models import EmailChange, Session, SignInCode


@app.periodic(cron="*/5 * * * *")
@app.task(name="accounts.end_sessions")
def delete_expired_sessions(timestamp: int):
    """Every five minutes. Deleting a session also closes its WebSockets. Sign-in codes are kept in sessions, too."""
    Session.objects.expired().delete()
    SignInCode.objects.filter(expires_at__lte=Now()).delete()
    EmailChange.objects.expired().delete()
