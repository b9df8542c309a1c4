"""One request for editors and admins: what was asked, how it stands, notes, and mails to the person."""

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.models import Site

from cms.advice.admin.forms import MailForm, NoteForm, StateForm
from cms.advice.mails import list_answers, write_mail
from cms.models import AdviceRequest, Organisation
from cms.models.advice import ChangedMeanwhile
from web.declarations import text_fields
from web.refusals import log_refused

logger = logging.getLogger("cms")
WORKS_ON_ADVICE = "cms.change_advicerequest"
MEANWHILE = (
    "Inzwischen hat jemand anderes die Anfrage geändert: {}, zuständig: {}. Ihre Auswahl ist noch nicht gespeichert. "
    "Speichern Sie noch einmal, wenn sie trotzdem gelten soll."
)
NAMELESS = (
    "Zu dieser Anfrage sind keine Angaben mehr gespeichert. Notizen und E-Mails sind nicht mehr möglich."
)


def get_advice(request, pk):
    if not request.user.has_perm(WORKS_ON_ADVICE):
        raise PermissionDenied
    return get_object_or_404(
        AdviceRequest.objects.select_related("page", "assigned_to", "municipality"), pk=pk
    )


@text_fields("text", "message")
def show_advice(request, pk):
    """Shows the request, or changes its state and who works on it."""
    advice = get_advice(request, pk)
    form = StateForm(request.POST or None, advice=advice)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            advice.change_state(answers["version"], answers["state"], answers["assigned_to"])
        except ChangedMeanwhile as other:
            advice = other.request
            who = advice.assigned_to or "noch niemand"
            form.add_error(None, MEANWHILE.format(advice.get_state_display(), who))
            form.show_version(advice.version)
        else:
            messages.success(request, "Stand und Zuständigkeit sind gespeichert.")
            return redirect("advice_request", pk)
    return render_advice(request, advice, form=form)


@require_POST
@text_fields("text", "message")
def add_note(request, pk):
    advice = get_advice(request, pk)
    form = NoteForm(request.POST)
    if is_nameless(request, advice):
        return redirect("advice_request", pk)
    if form.is_valid():
        advice.add_note(request.user, form.cleaned_data["text"])
        messages.success(request, "Die Notiz ist gespeichert.")
        return redirect("advice_request", pk)
    return render_advice(request, advice, note_form=form)


@require_POST
@text_fields("subject", "message", "text")
def send_advice_mail(request, pk):
    advice = get_advice(request, pk)
    form = MailForm(request.POST, advice=advice, author=request.user)
    if is_nameless(request, advice):
        return redirect("advice_request", pk)
    if form.is_valid():
        publisher = Organisation.of(Site.find_for_request(request))
        answers = form.cleaned_data
        write_mail(advice, request.user, answers["subject"], answers["message"], publisher)
        messages.success(request, f"Die E-Mail an {advice.name} ist unterwegs.")
        return redirect("advice_request", pk)
    return render_advice(request, advice, mail_form=form)


def is_nameless(request, advice):
    if advice.anonymised_at:
        messages.error(request, NAMELESS)
    return bool(advice.anonymised_at)


def render_advice(request, advice, form=None, note_form=None, mail_form=None):
    for sent in filter(None, (form, note_form, mail_form)):
        log_refused(logger, "advice_refused", sent, advice=advice.pk)
    index = reverse("wagtailsnippets_cms_advicerequest:list")
    context = {
        "advice": advice,
        "answers": list_answers(advice),
        "theme_fields": advice.theme_fields.all(),
        "entries": advice.entries.select_related("author"),
        "form": form or StateForm(advice=advice),
        "note_form": note_form or NoteForm(),
        "mail_form": mail_form or MailForm(advice=advice, author=request.user),
        "has_errors": any(sent.errors for sent in (form, note_form, mail_form) if sent),
        "header_icon": "help",
        "header_title": f"{advice.reference}: {advice.place}",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Start"},
            {"url": index, "label": "Beratung"},
            {"url": "", "label": advice.reference},
        ],
    }
    return render(request, "wagtailadmin/advice/request.html", context)
