"""How many requests came, by year and place, also of those that name nobody any more."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView

from cms.advice.admin.viewset import CountFilterSet
from cms.models import AdviceRequest, AdviceState
from groups.members.export import without_formula

READS_ADVICE = "cms.view_advicerequest"
YEAR = "created_at__year"
HEADINGS = {
    YEAR: "Jahr",
    "place": "Stadt oder Gemeinde",
    "number": "Anfragen",
    "closed": "davon abgeschlossen",
}


class BarColumn(NumberColumn):
    """The number with a bar beside it; the bar of `largest` fills its width."""

    cell_template_name = "wagtailadmin/advice/bar_cell.html"

    def __init__(self, name, *, largest, **kwargs):
        super().__init__(name, **kwargs)
        self.largest = largest

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"largest": self.largest, "number": context["raw_value"]}


class CountReport(ReportView):
    page_title = "Beratung in Zahlen"
    header_icon = "help"
    results_template_name = "wagtailadmin/advice/report_results.html"
    index_url_name, index_results_url_name = "advice_report", "advice_report_results"
    model = AdviceRequest
    is_searchable = False
    filterset_class = CountFilterSet
    list_export, export_headings = tuple(HEADINGS), HEADINGS
    export_filename = "beratung-in-zahlen"
    # Anybody types places.
    custom_field_preprocess = {"place": {"csv": without_formula}}

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(READS_ADVICE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return AdviceRequest.objects.order_by()

    def filter_queryset(self, queryset):
        return count_rows(super().filter_queryset(queryset), YEAR, "place")

    @cached_property
    def columns(self):
        largest = find_largest(self.object_list)
        bar = BarColumn("number", largest=largest, label=HEADINGS["number"])
        year, place = (Column(name, label=HEADINGS[name]) for name in (YEAR, "place"))
        return [year, place, bar, NumberColumn("closed", label=HEADINGS["closed"])]

    def get_context_data(self, *args, **kwargs):
        years = list(count_rows(super().filter_queryset(self.get_queryset()), YEAR))
        context = super().get_context_data(*args, **kwargs)
        return context | {"years": years, "largest_year": find_largest(years)}


def count_rows(found, *by):
    """Dicts with the values counted by, `number` and `closed`; the newest year first."""
    closed = Count("pk", filter=Q(state=AdviceState.CLOSED))
    rows = found.values(*by).annotate(number=Count("pk"), closed=closed)
    return rows.order_by(f"-{YEAR}", *by[1:])


def find_largest(rows):
    return max((row["number"] for row in rows), default=0)
