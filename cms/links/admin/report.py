"""The report of external links: the broken ones, or others by a filter."""

from urllib.parse import urlencode

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Max, Prefetch, Q
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView

from cms import limits
from cms.models import CheckedLink, LinkUse
from cms.models.checked_link import FAILED, LinkState
from groups.members.export import without_formula

WORKS_ON_LINKS = "cms.change_externallink"
ONCE, ACCEPTED, ALL = "einmal", "vermerkt", "alle"
OTHERS = [
    (ONCE, "einmal fehlgeschlagen, wird noch einmal geprüft"),
    *((state.value, state.label) for state in (LinkState.MOVED, LinkState.EXEMPT, LinkState.UNCHECKED)),
    (ACCEPTED, "als in Ordnung vermerkt"),
    (ALL, "alle Links"),
]
KINDS = [*((state.value, f"defekt: {state.label}") for state in FAILED), *OTHERS]
SHOWN = Q(page__live=True) | Q(snippet__isnull=False)


def count_broken_links():
    return CheckedLink.objects.broken().count()


def choose_links(found, kind):
    """Those of one of KINDS; the broken ones if none is chosen."""
    if kind in FAILED or not kind:
        return found.broken().filter(state=kind) if kind else found.broken()
    if kind == ONCE:
        return found.filter(state__in=FAILED).exclude(pk__in=found.failing().values("pk"))
    if kind == ACCEPTED:
        return found.filter(accepted_state=F("state"))
    return found if kind == ALL else found.filter(state=kind)


class LinkFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(
        label="Was", choices=KINDS, widget=forms.RadioSelect, empty_label="alle defekten"
    )

    class Meta:
        model = CheckedLink
        fields = []

    def filter_queryset(self, queryset):
        return choose_links(queryset, self.form.cleaned_data["kind"])


class LinkReport(ReportView):
    page_title = "Defekte Links"
    header_icon = "link-external"
    results_template_name = "wagtailadmin/links/report_results.html"
    index_url_name, index_results_url_name = "links_report", "links_report_results"
    model = CheckedLink
    is_searchable = True
    search_fields, search_backend_name = ["address"], None
    paginate_by = limits.LINKS_PER_PAGE
    filterset_class = LinkFilterSet
    export_headings = {
        "address": "Adresse",
        "get_state_display": "Ergebnis",
        "status": "HTTP-Status",
        "final_address": "neue Adresse",
        "first_failed_at": "defekt seit",
        "checked_at": "zuletzt geprüft",
        "place_titles": "steht auf",
    }
    list_export = tuple(export_headings)
    export_filename = "defekte-links"
    custom_field_preprocess = {"place_titles": {"csv": without_formula}}

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(WORKS_ON_LINKS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        uses = LinkUse.objects.filter(SHOWN).select_related("page", "snippet").order_by("page__title", "pk")
        if not self.is_export:
            uses = uses[: limits.LINK_USES_SHOWN]
        numbers = Count(
            "uses", filter=Q(uses__page__live=True) | Q(uses__snippet__isnull=False), distinct=True
        )
        shown = CheckedLink.objects.shown().annotate(number_of_uses=numbers)
        found = self.search_queryset(shown).prefetch_related(Prefetch("uses", uses, to_attr="places"))
        return found.order_by(F("first_failed_at").asc(nulls_last=True), "address")

    def get_context_data(self, *args, **kwargs):
        kind = self.request.GET.get("kind", "")
        checked_at = CheckedLink.objects.aggregate(at=Max("checked_at"))["at"]
        return super().get_context_data(*args, **kwargs) | {"kind": kind, "last_checked_at": checked_at}


class EditorsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(WORKS_ON_LINKS)


class LinksMenuItem(EditorsMenuItem):
    """With the number of broken links."""

    def render_component(self, request):
        component, number = super().render_component(request), count_broken_links()
        component.label = f"{self.label} ({number})" if number else self.label
        return component


def report_address(kind=""):
    """Of the report, with one of KINDS chosen."""
    query = f"?{urlencode({'kind': kind})}" if kind in dict(KINDS) else ""
    return reverse("links_report") + query
