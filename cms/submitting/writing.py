"""The form of a submission: it saves itself, is saved by a button, and is sent to the editors."""

import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cms.models.submission import SubmissionChanged, SubmissionClosed
from cms.submitting.content import PROSE, describe_page
from cms.submitting.forms import CHANGED, FactSheetForm
from cms.submitting.views import BUSY, CLOSED, get_submission, render_form, show_submission
from cms.submitting.workflow import NoLibrary, PageBusy, PageChanged, submit_to_workflow
from web.declarations import text_fields, without_consent
from web.keep_input import keep_input
from web.refusals import log_refused

logger = logging.getLogger("cms")

SAVED = "Gespeichert. Nur Sie sehen den Text, bis Sie ihn einreichen."
SENT = "Danke! Das ist eingereicht. Die Redaktion prüft es, und Sie hören an der Glocke, wie es weitergeht."
NOT_SENT = {
    PageBusy: f"{BUSY} Ihr Text bleibt gespeichert.",
    PageChanged: (
        "Die Redaktion hat den Steckbrief geändert, seit Sie begonnen haben. Sehen Sie ihn bitte noch einmal an. Wenn Sie "
        "noch einmal einreichen, gilt Ihr Text."
    ),
    NoLibrary: "Zurzeit lässt sich nichts einreichen. Ihr Text bleibt gespeichert; bitte sagen Sie der Redaktion Bescheid.",
}


def make_draft_form(submission, data=None):
    """As it was saved last; what came back from the editors, as they left it."""
    typed = submission.typed
    if not submission.has_own_text:
        typed = describe_page(submission.page.get_latest_revision_as_object())
    initial = typed | {"revision": submission.revision}
    return FactSheetForm(data, initial=initial, is_draft=True)


def store_form(submission, form):
    """Returns whether it is stored; else the form has an error. Raises SubmissionClosed."""
    if not form.is_valid():
        return False
    try:
        submission.store(form.typed, form.sent_revision)
    except SubmissionChanged as changed:
        form.report_conflict(changed.revision)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@keep_input(*PROSE)
def edit_submission(request, pk):
    submission = get_submission(request, pk)
    if not submission.is_editable:
        return (
            refuse_closed(request, submission)
            if request.method == "POST"
            else show_submission(request, submission)
        )
    form = make_draft_form(submission, request.POST if request.method == "POST" else None)
    try:
        if form.is_bound and store_form(submission, form):
            messages.success(request, SAVED)
            return redirect(submission)
    except SubmissionClosed:
        return refuse_closed(request, submission)
    log_refused(logger, "submission_refused", form, submission=pk)
    return render_form(request, submission, form)


@require_POST
@keep_input(*PROSE)
def send_submission(request, pk):
    """Saves and submits. What cannot be submitted yet is saved."""
    submission = get_submission(request, pk)
    form = make_draft_form(submission, request.POST)
    try:
        if store_form(submission, form):
            form = FactSheetForm(request.POST, is_change=submission.is_change)
            form.set_revision(submission.revision)
            if form.is_valid() and is_sent(submission, form):
                messages.success(request, SENT)
                return redirect("submitting:index")
    except SubmissionClosed:
        return refuse_closed(request, submission)
    log_refused(logger, "submission_refused", form, submission=pk)
    return render_form(request, submission, form)


def is_sent(submission, form):
    try:
        submit_to_workflow(submission, form.cleaned_data)
    except tuple(NOT_SENT) as reason:
        form.add_error(None, NOT_SENT[type(reason)])
        logger.warning("Submission", extra={"event": "submission_not_sent", "why": type(reason).__name__})
    return not form.errors


def refuse_closed(request, submission):
    messages.warning(request, CLOSED)
    return redirect(submission)


@without_consent
@require_POST
@text_fields(*PROSE)
@login_required
@never_cache
def autosave(request, pk):
    """For the script: the new `revision`, or a `problem` in German; after a conflict with the stored `revision`."""
    submission = get_submission(request, pk)
    form = make_draft_form(submission, request.POST)
    try:
        if store_form(submission, form):
            return JsonResponse({"revision": submission.revision})
    except SubmissionClosed:
        return JsonResponse({"problem": CLOSED}, status=410)
    problem = next(iter(form.errors.values()))[0]
    if problem == CHANGED:
        return JsonResponse({"problem": problem, "revision": form.sent_revision}, status=409)
    return JsonResponse({"problem": problem}, status=422)
