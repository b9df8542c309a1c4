"""Who has followed a fact sheet: the way to report it, and how many there are each year."""

from django import template
from django.db.models import Count
from django.db.models.functions import Coalesce, ExtractYear, TruncDate

from caching.results import get_or_compute
from cms.access import get_closed_paths
from cms.models import FactSheetPage, Reuse
from cms.reuse.form import ReuseForm, explain_refusal

register = template.Library()


@register.inclusion_tag("cms/library/components/reuse_report.html", takes_context=True)
def reuse_report(context, sheet):
    """The form for members of other municipalities; for visitors, the way to it."""
    user = getattr(context["request"], "user", None)
    is_member = bool(user and user.is_authenticated)
    return {
        "sheet": sheet,
        "user": user,
        "form": ReuseForm(),
        "refusal": explain_refusal(sheet, user) if is_member else "",
        "is_member": is_member,
        "is_own": is_member and user.municipality_id == sheet.municipality_id,
    }


@register.simple_tag(takes_context=True)
def transfers_per_year(context):
    """{"total", "years": [{"year" (None if unknown), "number", "share": of the greatest, in percent}]}."""
    request = context["request"]
    key = "transfers per year", get_closed_paths(request)
    return get_or_compute(key, lambda: count_transfers(request), request)


def count_transfers(request):
    shown = FactSheetPage.objects.shown_to(request).order_by()
    year = ExtractYear(Coalesce("date", TruncDate("reported_at")))
    found = Reuse.objects.confirmed().filter(page__in=shown).order_by().values_list(year)
    counted = sorted(found.annotate(Count("pk")), key=lambda row: row[0] or 0, reverse=True)
    most = max((number for _, number in counted), default=1)
    years = [
        {"year": of_year, "number": number, "share": 100 * number // most} for of_year, number in counted
    ]
    return {"total": sum(row["number"] for row in years), "years": years}
