from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django import app
from wagtail.contrib.forms.models import FormSubmission

from cms import limits
from cms.models import AdviceRequest, EventSignUp, Submission, Subscriber
from cms.models.submission import State


@app.periodic(cron="*/5 * * * *")
@app.task(name="cms.publish_scheduled_pages")
def publish_scheduled_pages(timestamp: int):
    """Publishes pages whose time has come, and takes those off the site whose time is over."""
    call_command("publish_scheduled")


@app.periodic(cron="25 3 * * *")
@app.task(name="cms.delete_expired_submissions")
def delete_expired_submissions(timestamp: int):
    """Nightly: deletes what was sent by forms, addresses that nobody has confirmed for the newsletter, and sign-ups."""
    now = timezone.now()
    FormSubmission.objects.filter(submit_time__lt=now - limits.SUBMISSION_RETENTION).delete()
    end = now - limits.UNCONFIRMED_SUBSCRIPTION_RETENTION
    Subscriber.objects.filter(confirmed_at=None, created_at__lt=end).delete()
    EventSignUp.objects.expired().delete()


@app.periodic(cron="35 3 * * *")
@app.task(name="cms.anonymise_expired_advice")
def anonymise_expired_advice(timestamp: int):
    """Nightly: empties who asked for advice, two years after it was closed."""
    AdviceRequest.objects.expired().anonymise()


@app.periodic(cron="45 3 * * *")
@app.task(name="cms.delete_expired_sheet_drafts")
def delete_expired_sheet_drafts(timestamp: int):
    """Nightly: deletes fact sheets and changes that were never sent, after DRAFT_RETENTION."""
    end = timezone.now() - limits.DRAFT_RETENTION
    Submission.objects.filter(state=State.DRAFT, saved_at__lt=end).delete()
