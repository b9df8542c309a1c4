import logging

from django.db import transaction
from django.forms import EmailField
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.contrib.forms.models import FormMixin
from wagtail.models import Page

from cms.forms.builder import PublicFormBuilder
from cms.forms.guarded import TOO_MANY, is_within_limits
from mail.outbox import send_mail
from web.refusals import log_refused

logger = logging.getLogger("cms")
SENT = "gesendet"


class GuardedPage:
    """Of a page with a form: after sending it, its address with `?gesendet` thanks, so that a reload sends nothing again.

    A page type gives `get_form` and `accept(form)`, and the words `form_title`, `button`, `thanks`, `again` and `kept`.
    """

    def serve(self, request, *args, **kwargs):
        is_sent = request.method == "POST"
        form = self.get_form(request.POST if is_sent else None, page=self, user=request.user)
        if is_sent and form.is_valid() and self.is_within_limits(request, form):
            self.accept(form)
            return redirect(f"{self.get_url(request)}?{SENT}#formular")
        log_refused(logger, "form_refused", form, page=self.pk)
        context = self.get_context(request, *args, **kwargs) | {"form": form, "is_sent": SENT in request.GET}
        status = 429 if TOO_MANY in form.non_field_errors() else 200
        return TemplateResponse(request, self.get_template(request), context, status=status)

    def is_within_limits(self, request, form):
        return is_within_limits(request, form, key=f"page.{self.pk}")


class StoredForm(GuardedPage, FormMixin):
    """Of a page whose form is stored and mailed to its `recipient`; editors read all under "Formulare" in /redaktion/."""

    form_builder = PublicFormBuilder
    preview_modes = Page.DEFAULT_PREVIEW_MODES

    @transaction.atomic
    def accept(self, form):
        self.process_form_submission(form)
        logger.info("Form", extra={"event": "form_sent", "page": self.pk})
        if not self.recipient:
            logger.warning("Form", extra={"event": "form_without_recipient", "page": self.pk})
            return
        answers = [
            (label, as_words(form.cleaned_data.get(name))) for name, label in self.get_data_fields()[1:]
        ]
        reply_to = find_address(form)
        link = reverse("wagtailforms:list_submissions", args=[self.pk])
        context = {"page": self, "answers": answers, "reply_to": reply_to, "link": link}
        headers = {"Reply-To": reply_to} if reply_to else {}
        send_mail(self.recipient, "form_submission", context, headers=headers)


def as_words(value):
    return {True: "ja", False: "nein"}[value] if isinstance(value, bool) else value or "–"


def find_address(form):
    """The address that the sender has typed, if the form asks for one."""
    fields = [name for name, field in form.fields.items() if isinstance(field, EmailField)]
    return next((form.cleaned_data[name] for name in fields if form.cleaned_data.get(name)), "")
