"""Pages whose time is still to come: planned, with an end, or under embargo. A report, and a kind of what waits."""

import django_filters
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, DateTimeField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Least
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.filters import DateRangePickerWidget, MultipleContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.reports import PageReportView
from wagtail.coreutils import get_content_type_label
from wagtail.models import Page, PageLogEntry, Revision, get_page_content_types, get_page_models
from wagtail.permissions import policy_registry

from cms.pages.embargo import Embargoed, describe_moment
from groups.members.export import without_formula

NOBODY = "nicht bekannt"
PLANNED, EMBARGO, UNPLANNED, EXPIRY = "geplant", "sperrfrist", "ungeplant", "ende"
KINDS = {
    PLANNED: "geplant",
    EMBARGO: "Sperrfrist",
    UNPLANNED: "Sperrfrist, noch nicht geplant",
    EXPIRY: "mit Ende",
}
DONE = ("wagtail.publish.schedule", "wagtail.publish")


def find_planned_pages(user):
    """Pages that the person may publish, with `goes_live`, `expires`, the next `moment`, `kind` and who it is `by`.

    A page with an embargo that nobody has planned yet will not appear: it is among them so that somebody sees it.
    """
    now = timezone.now()
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
    pages = pages.annotate(approved=approved_moment())
    waits = When(live=False, content_type__in=embargoed_types(), go_live_at__gt=now, then=F("go_live_at"))
    ends = When(Q(live=True) | Q(approved__isnull=False), expire_at__gt=now, then=F("expire_at"))
    pages = pages.annotate(
        goes_live=Coalesce("approved", Case(waits, output_field=DateTimeField())),
        expires=Case(ends, output_field=DateTimeField()),
    )
    pages = pages.annotate(moment=Least("goes_live", "expires"), kind=say_kind(), by=last_hand())
    return pages.exclude(moment=None).select_related("content_type").order_by("moment", "pk")


def embargoed_types():
    types = [model for model in get_page_models() if issubclass(model, Embargoed)]
    return list(ContentType.objects.get_for_models(*types).values())


def approved_moment():
    """When the revision that is planned will be published."""
    planned = Revision.page_revisions.filter(
        object_id=Cast(OuterRef("pk"), CharField()), approved_go_live_at__isnull=False
    )
    return Subquery(planned.order_by("-pk").values("approved_go_live_at")[:1])


def say_kind():
    is_embargoed = Q(goes_live__isnull=False, live=False, content_type__in=embargoed_types())
    return Case(
        When(is_embargoed & Q(approved=None), then=Value(UNPLANNED)),
        When(is_embargoed, then=Value(EMBARGO)),
        When(goes_live__isnull=False, then=Value(PLANNED)),
        default=Value(EXPIRY),
    )


def last_hand():
    """Who planned or published it last, or else wrote it."""
    entries = PageLogEntry.objects.filter(page=OuterRef("pk"), action__in=DONE).order_by("-timestamp", "-pk")
    return Coalesce(Subquery(entries.values("user__name")[:1]), "latest_revision__user__name", Value(NOBODY))


class PlannedFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(
        label="Was", choices=list(KINDS.items()), widget=forms.RadioSelect, empty_label="Alle"
    )
    content_type = MultipleContentTypeFilter(
        label="Seitentyp",
        queryset=lambda request: get_page_content_types(include_base_page_type=False),  # noqa: ARG005
        widget=forms.CheckboxSelectMultiple,
    )
    moment = django_filters.DateFromToRangeFilter(label="Nächster Zeitpunkt", widget=DateRangePickerWidget)

    class Meta:
        model = Page
        fields = []


def say_moment(moment):
    return describe_moment(moment) if moment else ""


def describe_kind(page):
    return KINDS[page.kind]


def both_formats(change):
    return {"csv": change, "xlsx": change}


class PlannedReport(PageReportView):
    page_title = "Geplant und gesperrt"
    header_icon = "clock"
    results_template_name = "wagtailadmin/reports/planned_results.html"
    index_url_name, index_results_url_name = "planned_pages", "planned_pages_results"
    filterset_class = PlannedFilterSet
    is_searchable, search_fields, search_backend_name = True, ["draft_title"], None
    any_permission_required = ["publish"]
    export_filename = "geplant-und-gesperrt"
    export_headings = {
        "draft_title": "Seite",
        "content_type": "Seitentyp",
        "kind": "Was",
        "goes_live": "Erscheint",
        "expires": "Verschwindet",
        "by": "Von",
    }
    list_export = list(export_headings)
    custom_field_preprocess = {
        "draft_title": {"csv": without_formula},
        "by": {"csv": without_formula},
        "content_type": both_formats(get_content_type_label),
        "kind": both_formats(KINDS.get),
        "goes_live": both_formats(say_moment),
        "expires": both_formats(say_moment),
    }

    def get_queryset(self):
        self.queryset = find_planned_pages(self.request.user)
        return super().get_queryset()

    @cached_property
    def columns(self):
        return [
            TitleColumn("draft_title", label="Seite", url_name="wagtailadmin_pages:edit"),
            Column(
                "content_type",
                label="Seitentyp",
                accessor=lambda page: get_content_type_label(page.content_type),
            ),
            StatusTagColumn(
                "kind", label="Was", accessor=describe_kind, primary=lambda page: page.kind == UNPLANNED
            ),
            Column("goes_live", label="Erscheint", accessor=lambda page: say_moment(page.goes_live)),
            Column("expires", label="Verschwindet", accessor=lambda page: say_moment(page.expires)),
            Column("by", label="Von"),
        ]
