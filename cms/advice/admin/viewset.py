"""The list of requests as snippets of Wagtail. One request has a page of our own, see views.py."""

import django_filters
from django import forms
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views import snippets

from cms.models import AdviceRequest, AdviceState

MINE, NOBODYS = "mir", "niemand"


def list_years():
    years = AdviceRequest.objects.order_by("-created_at__year").values_list("created_at__year").distinct()
    return [(year, str(year)) for (year,) in years]


def list_places():
    places = AdviceRequest.objects.order_by("place").values_list("place", flat=True).distinct()
    return [(place, place) for place in places]


class CountFilterSet(WagtailFilterSet):
    place = django_filters.ChoiceFilter(
        label="Stadt oder Gemeinde", choices=list_places, widget=forms.Select, empty_label="Alle"
    )
    year = django_filters.ChoiceFilter(
        label="Jahr",
        field_name="created_at__year",
        choices=list_years,
        widget=forms.RadioSelect,
        empty_label="Alle",
    )

    class Meta:
        model = AdviceRequest
        fields = []


class AdviceFilterSet(CountFilterSet):
    state = django_filters.ChoiceFilter(
        label="Stand", choices=AdviceState.choices, widget=forms.RadioSelect, empty_label="Alle"
    )
    assigned = django_filters.ChoiceFilter(
        label="Zuständig",
        choices=[(MINE, "ich"), (NOBODYS, "noch niemand")],
        widget=forms.RadioSelect,
        empty_label="Alle",
        method="filter_assigned",
    )

    def filter_assigned(self, found, _, value):
        return found.filter(assigned_to=self.request.user if value == MINE else None)


class NoAddition(ModelPermissionPolicy):
    """Requests come by the form on the site, with their mails."""

    def user_has_permission(self, user, action):
        return action != "add" and super().user_has_permission(user, action)


class AdviceMenuItem(MenuItem):
    """With the number of requests that nobody has begun with."""

    def is_shown(self, request):
        return request.user.has_perm("cms.view_advicerequest")

    def render_component(self, request):
        component, number = super().render_component(request), count_open()
        component.label = f"{self.label} ({number})" if number else self.label
        return component


def count_open():
    return AdviceRequest.objects.filter(state=AdviceState.OPEN).count()


class IndexView(snippets.IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("assigned_to")

    def get_edit_url(self, instance):
        return reverse("advice_request", args=[instance.pk])


class EditView(snippets.EditView):
    """Wagtail's links to the form of a snippet lead to our page."""

    def dispatch(self, *_, **__):
        return redirect("advice_request", self.object.pk)


class AdviceViewSet(snippets.SnippetViewSet):
    model = AdviceRequest
    icon = "help"
    index_view_class, edit_view_class = IndexView, EditView
    copy_view_enabled = False
    filterset_class = AdviceFilterSet

    list_display = (
        "reference",
        "place",
        Column("name", label="Name", accessor=lambda advice: advice.name or "ohne Namen"),
        StatusTagColumn(
            "state",
            label="Stand",
            accessor=lambda advice: advice.get_state_display(),
            primary=lambda advice: advice.state == AdviceState.OPEN,
        ),
        Column(
            "assigned_to", label="Zuständig", accessor=lambda advice: advice.assigned_to or "noch niemand"
        ),
        DateColumn("created_at", label="eingegangen", sort_key="created_at"),
    )
    search_fields = ("place", "name", "email", "concern")
    ordering = ("-created_at", "-pk")
    add_to_admin_menu = True
    menu_label = "Beratung"
    menu_order = 260

    @cached_property
    def menu_item_class(self):
        return AdviceMenuItem
