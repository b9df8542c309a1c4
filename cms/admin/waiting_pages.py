"""Pages that wait for an editor: for approval, as drafts, for review, for their time."""

from django.db.models import CharField, DateField, Exists, ExpressionWrapper, F, OuterRef
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type
from wagtail.permissions import policy_registry

from cms.admin.planned import KINDS
from cms.admin.rows import Row, edit_page
from cms.models import CheckedLink, FactSheetPage, Submission
from cms.models.submission import State
from cms.pages.embargo import describe_moment
from cms.pages.library.fact_sheet import Status


def pages_for(user, permission):
    return policy_registry.get_by_type(Page).instances_user_has_permission_for(user, permission)


def find_tasks(user):
    """Steps of a workflow that the person may decide on, without what members have submitted: that is its own kind."""
    submitted = Submission.objects.filter(state=State.IN_REVIEW, page__isnull=False)
    keys = submitted.values(key=Cast("page_id", CharField()))
    tasks = TaskState.objects.reviewable_by(user)
    tasks = tasks.filter(revision__base_content_type=get_default_page_content_type())
    tasks = tasks.exclude(revision__object_id__in=keys)
    return tasks.select_related("revision__user", "task").order_by("started_at", "pk")


def describe_task(task):
    author = task.revision.user
    note = f"{task.task.name}, von {author.name}" if author else task.task.name
    return Row(task.revision.object_str, edit_page(task.revision.object_id), note, task.started_at)


def find_drafts(user):
    """What the person wrote last and has neither handed in nor planned; nor taken off the site as it was."""
    handed_in = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=get_default_page_content_type(),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    drafts = pages_for(user, "change").filter(
        has_unpublished_changes=True,
        latest_revision__user=user,
        latest_revision__approved_go_live_at=None,
    )
    drafts = drafts.exclude(last_published_at__gte=F("latest_revision_created_at")).exclude(Exists(handed_in))
    return drafts.order_by("-latest_revision_created_at", "-pk")


def describe_draft(page):
    note = "Änderung" if page.live else "noch nicht veröffentlicht"
    return Row(page.draft_title, edit_page(page.pk), note, page.latest_revision_created_at)


def find_due_sheets(user):
    """With `due`: the day by which somebody should have checked it again. A project that was stopped tells the past."""
    since = Coalesce("last_reviewed", TruncDate("first_published_at"))
    due = ExpressionWrapper(since + F("review_after_days"), output_field=DateField())
    sheets = FactSheetPage.objects.live().exclude(status=Status.STOPPED).annotate(due=due)
    sheets = sheets.filter(due__lt=timezone.localdate(), pk__in=pages_for(user, "change").values("pk"))
    sheets = sheets.select_related("municipality").order_by("due", "pk")
    return sheets.defer("search_vector").defer_streamfields()


def describe_due_sheet(sheet):
    day = f"fällig seit dem {date_format(sheet.due, 'j. F Y')}"
    return Row(sheet.draft_title, edit_page(sheet.pk), str(sheet.municipality), when=day)


def describe_planned(page):
    word = "erscheint" if page.moment == page.goes_live else "verschwindet"
    when = f"{word} am {describe_moment(page.moment)}"
    return Row(page.draft_title, edit_page(page.pk), KINDS[page.kind], when=when)


def find_broken_links(user):
    return CheckedLink.objects.broken().order_by("first_failed_at", "pk")


def describe_broken_link(link):
    return Row(link.address, reverse("links_report"), link.get_state_display(), link.first_failed_at)
