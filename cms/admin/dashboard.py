"""The start page of /redaktion/: what to write, and what waits, in the place of Wagtail's list of approvals."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from cms.admin.waiting import WAITING, find_waiting
from cms.admin.waiting_pages import pages_for
from cms.models import (
    EventIndexPage,
    EventPage,
    FactSheetIndexPage,
    FactSheetPage,
    NewsIndexPage,
    NewsPage,
    PressIndexPage,
    PressPage,
)

# Each with the index below which it stands.
WRITTEN_OFTEN = {
    NewsIndexPage: NewsPage,
    EventIndexPage: EventPage,
    PressIndexPage: PressPage,
    FactSheetIndexPage: FactSheetPage,
}
# As in Wagtail's reports.
PER_PAGE = 50


class StartPanel(Component):
    """What one writes often, each with one click, and below that what waits."""

    order = 100
    template_name = "wagtailadmin/home/start.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {"new_pages": list_new_pages(user), "kinds": find_waiting(user)}


def list_new_pages(user):
    """(name of the page type, address of its empty form), where the person may add one; in one query."""
    parents = pages_for(user, "add").type(*WRITTEN_OFTEN).order_by("path").select_related("content_type")
    first = {parent.specific_class: parent for parent in reversed(parents)}
    return [
        (model._meta.verbose_name, reverse("wagtailadmin_pages:add", args=[*name_of(model), first[index].pk]))
        for index, model in WRITTEN_OFTEN.items()
        if index in first
    ]


def name_of(model):
    return model._meta.app_label, model._meta.model_name


def replace_panels(panels):
    panels[:] = [one for one in panels if not isinstance(one, WorkflowObjectsToModeratePanel)]
    panels.append(StartPanel())


def list_waiting(request, slug):
    """All of one kind."""
    kind = next((one for one in WAITING if one.slug == slug and one.is_for(request.user)), None)
    if kind is None:
        raise Http404
    pages = Paginator(kind.find(request.user), PER_PAGE)
    page = pages.get_page(request.GET.get("p"))
    home = {"url": reverse("wagtailadmin_home"), "label": "Übersicht"}
    context = {
        "page_obj": page,
        "elided_page_range": pages.get_elided_page_range(page.number),
        "rows": kind.describe_all(page),
        "header_icon": "clock",
        "header_title": kind.title,
        "breadcrumbs_items": [home, {"url": "", "label": kind.title}],
    }
    return render(request, "wagtailadmin/home/waiting_list.html", context)
