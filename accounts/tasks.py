from procrastinate.contrib.django import app

from accounts.models import Session


@app.periodic(cron="*/5 * * * *")
@app.task(name="accounts.end_sessions")
def end_sessions(timestamp: int):
    """Every five minutes: with a session that is over its open windows close, too."""
    Session.objects.over().delete()
