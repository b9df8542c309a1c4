"""From a submission to its page and through Wagtail's workflow, of which Wagtail's signals tell what editors decide."""

import logging

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, WorkflowState
from wagtail.signals import (
    page_published,
    task_submitted,
    workflow_cancelled,
    workflow_rejected,
)

from cms.models.submission import State, Submission, SubmissionClosed
from cms.pages.library.fact_sheet_index import FactSheetIndexPage
from cms.submitting.content import make_page, write_values
from cms.submitting.notify import (
    notify_of_publication,
    notify_of_return,
    notify_of_review,
    withdraw_notifications,
)

logger = logging.getLogger("cms")


class PageBusy(Exception):
    """Somebody else has a change of the page in hand."""


class PageChanged(Exception):
    """The page is another than when the author began; whoever sends once more means it."""


class NoLibrary(Exception):
    """There is no page below which fact sheets stand."""


def is_busy(page, submission=None):
    """Whether the page cannot take a change. Its own, which came back, is not in its way."""
    is_own = submission and submission.submitted_at
    return page.locked or (page.has_unpublished_changes and not is_own)


def submit_to_workflow(submission, values):
    """Writes the values of a valid form to the page, and starts its workflow or goes on with it.

    Raises SubmissionClosed, PageBusy, PageChanged, NoLibrary.
    """
    try:
        with transaction.atomic():
            stored = submission.lock()
            page = take_page(stored, values)
            write_values(page, values)
            if page.pk is None:
                add_to_library(page)
            page.save_revision(user=stored.author, log_action=True)
            send_to_editors(stored, page)
    except PageChanged as changed:
        Submission.objects.filter(pk=submission.pk).update(based_on=changed.args[0])
        raise


def take_page(submission, values):
    """The page with its latest content, locked, or a new one."""
    if submission.page_id is None:
        return make_page(submission.author, values)
    # Two who suggest something at once wait for each other, and the second finds the page busy.
    Page.objects.select_for_update().get(pk=submission.page_id)
    page = submission.page
    if is_busy(page, submission):
        raise PageBusy
    if page.latest_revision_id != submission.based_on:
        raise PageChanged(page.latest_revision_id)
    return page.get_latest_revision_as_object()


def add_to_library(page):
    # Locked, since a new page takes the next free place in the tree.
    library = FactSheetIndexPage.objects.live().select_for_update().first()
    if library is None:
        raise NoLibrary
    library.add_child(instance=page)


def send_to_editors(submission, page):
    submission.page_id, submission.state = page.pk, State.IN_REVIEW
    submission.saved_at = submission.submitted_at = timezone.now()
    submission.is_change = submission.is_change and page.live
    submission.save(update_fields=["page", "state", "saved_at", "submitted_at", "is_change"])
    state, workflow = page.current_workflow_state, page.get_workflow()
    if state:
        state.resume(user=submission.author)
    elif workflow:
        workflow.start(page, submission.author)
    else:
        # Editors find it among the drafts, and whoever publishes it there ends the review.
        logger.error("Submission", extra={"event": "submission_without_workflow", "page": page.pk})
    notify_of_review(submission)
    logger.info("Submission", extra={"event": "submission_sent", "submission": submission.pk})


@transaction.atomic
def withdraw(submission):
    """Deletes it; with it the page, if that was never published, or the suggested change.

    Raises SubmissionClosed if it is published.
    """
    stored = Submission.objects.select_for_update().get(pk=submission.pk)
    if stored.is_published:
        raise SubmissionClosed
    page, is_change, was_sent = stored.page, stored.is_change, stored.submitted_at
    withdraw_notifications(stored)
    stored.delete()
    if page is None or not was_sent:
        return
    if not is_change and page.first_published_at is None:
        page.delete()
    elif is_change:
        take_back_change(page, stored.author)


def take_back_change(page, author):
    """The published content is the latest again, unless an editor has gone on from what was suggested."""
    if state := page.current_workflow_state:
        state.cancel(user=author)
        state.delete()
    if not page.latest_revision or page.latest_revision.user_id != author.pk:
        return
    suggested = page.revisions.filter(user=author, pk__gt=page.live_revision_id or 0)
    page.latest_revision, page.has_unpublished_changes = page.live_revision, False
    page.draft_title = page.title
    page.save(clean=False, update_fields=["latest_revision", "has_unpublished_changes", "draft_title"])
    suggested.delete()


def find_comment(submission):
    """What the editor said who gave it back; "" without words."""
    state = submission.page and submission.page.current_workflow_state
    return state.current_task_state.comment if state and state.current_task_state else ""


def submissions_of(workflow_state):
    page = workflow_state.content_object
    return Submission.objects.filter(page=page.pk) if isinstance(page, Page) else Submission.objects.none()


def on_task_submitted(instance, **_):
    """An editor has sent it on again instead of the author."""
    for submission in submissions_of(instance.workflow_state).filter(state=State.RETURNED):
        change_state(submission, State.IN_REVIEW)
        notify_of_review(submission)


def on_returned(instance, **_):
    """Rejected or cancelled: the author may change it."""
    comment = instance.current_task_state.comment if instance.current_task_state else ""
    for submission in submissions_of(instance).filter(state=State.IN_REVIEW):
        change_state(submission, State.RETURNED)
        notify_of_return(submission, comment)


def on_published(instance, **_):
    # A page whose time is still to come is saved as if it were published.
    sent = Submission.objects.filter(page=instance.pk, state__in=(State.IN_REVIEW, State.RETURNED))
    for submission in sent if instance.live else ():
        change_state(submission, State.PUBLISHED)
        notify_of_publication(submission, instance)


def change_state(submission, state):
    submission.state = state
    submission.save(update_fields=["state"])


def connect_receivers():
    task_submitted.connect(on_task_submitted, dispatch_uid="cms.submission")
    workflow_rejected.connect(on_returned, sender=WorkflowState, dispatch_uid="cms.submission")
    workflow_cancelled.connect(on_returned, sender=WorkflowState, dispatch_uid="cms.submission")
    page_published.connect(on_published, dispatch_uid="cms.submission")
