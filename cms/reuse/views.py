import logging

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from cms.models import FactSheetPage, Reuse
from cms.models.reuse import AlreadyReported
from cms.reuse.form import ReuseForm, explain_refusal
from web.keep_input import keep_input
from web.refusals import log_refused

logger = logging.getLogger("cms")


@keep_input("note")
def report_reuse(request, pk):
    """A page of its own, so that an error has a place; the fact sheet holds the same form."""
    page = get_object_or_404(FactSheetPage.objects.shown_to(request), pk=pk)
    refusal = explain_refusal(page, request.user)
    form = ReuseForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render_form(request, page, form, refusal)
    if refusal:
        form.add_error(None, refusal)
    if form.is_valid():
        try:
            Reuse.objects.report(page, request.user, **form.cleaned_data)
        except AlreadyReported:
            form.add_error(None, explain_refusal(page, request.user))
        else:
            messages.success(request, "Danke! Die Redaktion prüft Ihre Meldung, dann steht sie hier.")
            return redirect(f"{page.get_url(request)}#nachgenutzt")
    log_refused(logger, "reuse_refused", form, page=page.pk)
    return render_form(request, page, form, refusal)


def render_form(request, page, form, refusal):
    context = {"sheet": page, "form": form, "refusal": refusal, "page_url": page.get_url(request)}
    return render(request, "cms/reuse_form.html", context)
