from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django import app
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import Page

from cms import limits
from cms.links.checking import check_due_links, make_options
from cms.links.finding import note_all_links, note_links
from cms.models import AdviceRequest, EventSignUp, ExternalLink, Submission, Subscriber
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


@app.periodic(cron="7 2 * * 1")
@app.task(name="cms.note_links")
def note_all(timestamp: int):
    """Weekly: finds all external links on the site, each of which is then checked."""
    note_all_links()
    check_links.defer(timestamp=timestamp)


@app.periodic(cron="*/10 * * * *")
@app.task(name="cms.check_links", priority=-10)
def check_links(timestamp: int):
    """Checks the links that are due for about LINK_JOB_TIME, and leaves the rest to a job behind the mails."""
    if check_due_links(make_options()):
        check_links.defer(timestamp=timestamp)


@app.task(name="cms.note_links_of")
def note_links_of(page: int | None = None, snippet: int | None = None):
    """After an editor has published a page or changed an external link; checks addresses that are new."""
    source = Page.objects.filter(pk=page) if page else ExternalLink.objects.filter(pk=snippet)
    if found := source.first():
        note_links(found.specific if page else found)
        check_links.defer(timestamp=0)
