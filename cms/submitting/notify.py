from cms.submitting.kinds import IN_REVIEW, PUBLISHED, RETURNED
from notifications.models import Notification


def notify_of_review(submission):
    notify_of_step(submission, IN_REVIEW, submission.get_absolute_url())


def notify_of_return(submission, comment):
    notify_of_step(submission, RETURNED, submission.get_absolute_url(), comment)


def notify_of_publication(submission, page):
    notify_of_step(submission, PUBLISHED, page.get_url())


def notify_of_step(submission, kind, url, words=""):
    """The newest step stands alone: one is not told of a review that is over."""
    withdraw_notifications(submission)
    Notification.objects.notify(
        {submission.author_id: kind},
        subject=submission.subject,
        title=submission.title[:150],
        url=url,
        payload={"words": words} if words else {},
    )


def withdraw_notifications(submission):
    Notification.objects.about(submission.subject).withdraw()
