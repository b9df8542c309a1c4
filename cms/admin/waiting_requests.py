"""What other people have sent to the editors."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from wagtail.contrib.forms.models import FormSubmission
from wagtail.contrib.forms.utils import get_forms_for_user

from cms.admin.rows import Row, edit_page
from cms.admin.waiting_pages import pages_for
from cms.models import AccessibilityStatementPage, AdviceRequest, AdviceState, Reuse, Submission
from cms.models.submission import State

# Characters of a report on the start page.
OPENING = 90


def find_submissions(user):
    found = Submission.objects.filter(
        state=State.IN_REVIEW, page_id__in=pages_for(user, "publish").values("pk")
    )
    found = found.select_related("author", "page").order_by("submitted_at", "pk")
    return found.only("is_change", "submitted_at", "author__name", "page__id", "page__draft_title")


def describe_submission(submission):
    kind = "Änderung" if submission.is_change else "neuer Steckbrief"
    note = f"{kind}, von {submission.author.name}"
    return Row(submission.page.draft_title, edit_page(submission.page_id), note, submission.submitted_at)


def find_advice(user):
    """What nobody works on yet, and what is the person's own."""
    is_free = Q(state=AdviceState.OPEN, assigned_to=None)
    is_own = Q(assigned_to=user) & ~Q(state=AdviceState.CLOSED)
    return AdviceRequest.objects.filter(is_free | is_own).order_by("created_at", "pk")


def describe_advice(advice):
    note = f"bei Ihnen, {advice.get_state_display()}" if advice.assigned_to_id else "noch niemand zuständig"
    url = reverse("advice_request", args=[advice.pk])
    return Row(f"{advice.reference}: {advice.place}", url, note, advice.created_at)


def find_barriers(user):
    """All that are stored: whoever has mended one deletes it in the list; the mail stays."""
    statements = ContentType.objects.get_for_model(AccessibilityStatementPage)
    pages = get_forms_for_user(user).filter(content_type=statements)
    return FormSubmission.objects.filter(page__in=pages).order_by("submit_time", "pk")


def describe_barrier(report):
    told = report.form_data
    title = Truncator(told.get("barrier", "")).chars(OPENING)
    url = reverse("wagtailforms:list_submissions", args=[report.page_id])
    return Row(title, url, told.get("place", ""), report.submit_time)


def find_reuses(user):
    return Reuse.objects.waiting().select_related("page", "municipality").order_by("reported_at", "pk")


def describe_reuse(reuse):
    url = reverse(Reuse.snippet_viewset.get_url_name("edit"), args=[reuse.pk])
    return Row(reuse.page.title, url, f"in {reuse.municipality}", reuse.reported_at)
