"""Wagtail's form of a page, for two who decide on the same page at once, or one who clicks twice.

Wagtail asks whether the page waits for a decision, and then decides; when another request has decided in between, its view
fails. Here the second waits for the first and is told.
"""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import WorkflowState

DECIDED = "Darüber ist schon entschieden, vielleicht durch einen zweiten Klick. Den Stand sehen Sie in der Historie."


class PageEditView(EditView):
    def post(self, request, *args, **kwargs):
        try:
            return self.decide_or_save(request, *args, **kwargs)
        except MultiValueDictKeyError as missing:
            # Wagtail's blocks read their numbers without asking whether they came.
            raise BadRequest(f"The form came without {missing}") from missing

    def decide_or_save(self, request, *args, **kwargs):
        if "action-workflow-action" not in request.POST:
            return super().post(request, *args, **kwargs)
        with transaction.atomic():
            if not self.lock_workflow():
                messages.error(request, DECIDED)
                return redirect("wagtailadmin_pages:edit", self.page.pk)
            return super().post(request, *args, **kwargs)

    def lock_workflow(self):
        """The workflow in which the page is now, or None."""
        states = WorkflowState.objects.select_for_update().for_instance(self.page)
        return states.filter(status=WorkflowState.STATUS_IN_PROGRESS).first()
