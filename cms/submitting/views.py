"""A member's own fact sheets: the list, the form, sending to the editors, withdrawing."""

import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms import limits
from cms.models import Submission
from cms.models.submission import SubmissionClosed, TooManySubmissions
from cms.pages.library.fact_sheet import FactSheetPage
from cms.submitting.content import PROSE, describe_page
from cms.submitting.forms import FactSheetForm, StartForm
from cms.submitting.reading import read_form
from cms.submitting.workflow import find_comment, is_busy, withdraw
from web.keep_input import keep_input
from web.paging import get_page
from web.refusals import log_refused

logger = logging.getLogger("cms")

TOO_MANY = (
    f"Sie haben schon {limits.OPEN_SUBMISSIONS} Steckbriefe und Vorschläge in Arbeit, mehr gehen nicht. Bitte reichen "
    "Sie zuerst einen davon ein, oder verwerfen Sie einen."
)
BUSY = "Dieser Steckbrief wird gerade überarbeitet. Bitte versuchen Sie es in ein paar Tagen noch einmal."
CLOSED = "Das liegt inzwischen bei der Redaktion und lässt sich im Moment nicht ändern."


def get_submission(request, pk):
    return get_object_or_404(Submission.objects.of(request.user), pk=pk)


@require_safe
@login_required
@never_cache
def list_submissions(request):
    rows = get_page(request, Submission.objects.of(request.user), limits.SUBMISSIONS_PER_PAGE)
    return render(request, "cms/submitting/index.html", {"submissions": rows})


@require_http_methods(["GET", "POST"])
@keep_input(*PROSE)
def start_submission(request):
    """Asks for the title and the municipality, so that there is something to save from then on."""
    own = {"municipality": request.user.municipality_id}
    form = StartForm(request.POST or None, initial=own)
    if form.is_valid():
        town = form.cleaned_data["municipality"]
        typed = FactSheetForm(QueryDict()).typed | {
            "title": form.cleaned_data["title"],
            "municipality": str(town.pk) if town else "",
        }
        try:
            return redirect(Submission.objects.start(request.user, typed))
        except TooManySubmissions:
            form.add_error(None, TOO_MANY)
    log_refused(logger, "submission_refused", form, user=request.user.pk)
    return render(request, "cms/submitting/new.html", {"form": form})


@require_POST
@login_required
def start_change(request, pk):
    """Begins a change of the published page, or goes on with the reader's own."""
    page = get_object_or_404(FactSheetPage.objects.shown_to(request), pk=pk)
    own = Submission.objects.of(request.user).open().filter(page=page, is_change=True).first()
    if own:
        return redirect(own)
    if is_busy(page):
        messages.warning(request, BUSY)
        return redirect(page.get_url(request))
    try:
        return redirect(Submission.objects.start(request.user, describe_page(page), page))
    except TooManySubmissions:
        messages.error(request, TOO_MANY)
        return redirect("submitting:index")


@require_safe
@login_required
@never_cache
def show_submission(request, submission):
    """What the editors have, or have published."""
    form = FactSheetForm(initial=submission.typed, is_draft=True)
    return render(
        request, "cms/submitting/submitted.html", {"submission": submission, "told": read_form(form)}
    )


def render_form(request, submission, form):
    context = {
        "submission": submission,
        "form": form,
        "comment": find_comment(submission) if submission.is_returned else "",
    }
    return render(request, "cms/submitting/form.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def discard_submission(request, pk):
    """GET asks for confirmation, POST withdraws."""
    submission = get_submission(request, pk)
    if submission.is_published:
        return redirect(submission)
    if request.method == "GET":
        return render(request, "cms/submitting/discard.html", {"submission": submission})
    try:
        withdraw(submission)
    except SubmissionClosed:
        return redirect(submission)
    logger.info("Submission", extra={"event": "submission_withdrawn", "user": request.user.pk})
    messages.success(request, f"„{submission.title}“ ist zurückgezogen und gelöscht.")
    return redirect("submitting:index")
