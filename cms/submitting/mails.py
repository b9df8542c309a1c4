"""Wagtail's mails about its workflow, by our outbox: they go with the transaction, and nobody waits for a mail server."""

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.mail import (
    GroupApprovalTaskStateSubmissionEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
)
from wagtail.admin.utils import get_latest_str
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from mail.outbox import send_mail


class InOutbox:
    """To whom Wagtail would write, but only to people of the admin, to which the mail leads: authors have the bell."""

    def get_recipient_users(self, instance, **kwargs):
        return {user for user in super().get_recipient_users(instance, **kwargs) if user.works_in_admin}

    def send_emails(self, template_set, context, recipients, **kwargs):  # noqa: ARG002
        step = {"step": self.notification, "comment": context.get("comment", "")}
        for user in recipients:
            link = AdminURLFinder(user).get_edit_url(context["object"])
            about = {"title": get_latest_str(context["object"]), "link": link}
            send_mail(user.email, "page_in_workflow", step | about)
        return True


class SubmissionMail(InOutbox, GroupApprovalTaskStateSubmissionEmailNotifier):
    pass


class ApprovalMail(InOutbox, WorkflowStateApprovalEmailNotifier):
    pass


class RejectionMail(InOutbox, WorkflowStateRejectionEmailNotifier):
    pass


# Signals hold receivers weakly.
submission_mail, approval_mail, rejection_mail = SubmissionMail(), ApprovalMail(), RejectionMail()


def send_nothing(**_):
    """Wagtail writes twice to admins: of the workflow, and of its first task."""


def connect_mails():
    """Under the names by which Wagtail connects its own afterwards, which stay out because they are taken."""
    for signal, sender, receiver, name in (
        (task_submitted, TaskState, submission_mail, "group_approval_task_submitted"),
        (workflow_submitted, WorkflowState, send_nothing, "workflow_state_submitted"),
        (workflow_approved, WorkflowState, approval_mail, "workflow_state_approved"),
        (workflow_rejected, WorkflowState, rejection_mail, "workflow_state_rejected"),
    ):
        signal.connect(receiver, sender=sender, dispatch_uid=f"{name}_email_notification")
