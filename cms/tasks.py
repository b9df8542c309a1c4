from django.core.management import call_command
from procrastinate.contrib.django import app


@app.periodic(cron="*/5 * * * *")
@app.task(name="cms.publish_scheduled_pages")
def publish_scheduled_pages(timestamp: int):
    """Publishes pages whose time has come, and takes those off the site whose time is over."""
    call_command("publish_scheduled")
