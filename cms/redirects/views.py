"""Wagtail's screens for redirects with our form, and the import of a table in place of Wagtail's.

Wagtail's import reads no table with semicolons, says in English what is wrong, and keeps the half that is not.
"""

import logging

from django.contrib import messages
from django.shortcuts import redirect, render
from wagtail.contrib.redirects import views

from cms.redirects.forms import ListForm, RedirectForm
from cms.redirects.tables import import_rows

logger = logging.getLogger("cms")


class CreateView(views.CreateView):
    form_class = RedirectForm


class EditView(views.EditView):
    form_class = RedirectForm


@views.permission_checker.require_any("add")
def import_redirects(request):
    form, problems = ListForm(request.POST or None, request.FILES or None), []
    if form.is_valid():
        answers = form.cleaned_data
        number, problems = import_rows(answers["file"], is_permanent=answers["is_permanent"])
        if not problems:
            done = "Eine Weiterleitung ist" if number == 1 else f"{number} Weiterleitungen sind"
            messages.success(request, f"{done} dazugekommen.")
            return redirect("wagtailredirects:index")
    if problems or form.errors:
        logger.info("Redirects", extra={"event": "redirects_refused", "number": len(problems)})
    return render(request, "wagtailadmin/redirects/import.html", {"form": form, "problems": problems})
