from procrastinate.contrib.django import app

from accounts.models import Session


@app.periodic(cron="*/5 * * * *")
@app.task(name="accounts.end_sessions")
def delete_expired_sessions(timestamp: int):
    """Every five minutes. Deleting a session also closes its WebSockets."""
    Session.objects.expired().delete()
