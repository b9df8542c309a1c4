"""Wagtail's forms of a page, where two requests of its editors meet: the second waits for the first and is told.

Wagtail asks first (does the page wait for a decision, is its address free) and acts then; when another request has acted in
between, its views fail.
"""

from datetime import timedelta

from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, WorkflowState

DECIDED = "Darüber ist schon entschieden, vielleicht durch einen zweiten Klick. Den Stand sehen Sie in der Historie."
SAVED = "Diese Seite wurde eben schon als Entwurf gespeichert. Öffnen Sie ihn, und veröffentlichen Sie dort."
# Between them Wagtail saves by itself while somebody clicks.
JUST_NOW = timedelta(minutes=1)


class PageCreateView(CreateView):
    def post(self, request):
        with transaction.atomic():
            parent = Page.objects.select_for_update().get(pk=self.parent_page.pk)
            self.parent_page = parent.specific
            return super().post(request)

    def form_invalid(self, form):
        if saved := self.find_saved(form):
            open_it = messages.button(reverse("wagtailadmin_pages:edit", args=[saved.pk]), "Entwurf öffnen")
            messages.warning(self.request, SAVED, buttons=[open_it])
        return super().form_invalid(form)

    def find_saved(self, form):
        """The same page, which Wagtail saved by itself in the moment before."""
        drafts = Page.objects.child_of(self.parent_page).filter(owner=self.request.user, live=False)
        recent = drafts.filter(latest_revision_created_at__gte=timezone.now() - JUST_NOW)
        return recent.filter(slug=form.data.get("slug", "")).first()


class PageEditView(EditView):
    def post(self, request, *args, **kwargs):
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


class SitePageViewSet(PageViewSet):
    """For all page types."""

    add_view_class, edit_view_class = PageCreateView, PageEditView
