"""What the library sorts and counts: a row of each fact sheet that a reader may open, and its values by kind.

A process makes them once for all readers who may open the same pages, and again when something has changed.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from caching.results import get_or_compute
from cms.access import find_open_documents, get_closed_paths
from cms.library.facets import KINDS, Index
from cms.pages.library.fact_sheet import FactSheetPage
from cms.pages.library.fact_sheet_rows import FactSheetDocument

COLUMNS = (
    *("pk", "slug", "title", "status", "budget_class", "period_start", "period_end"),
    *("offers_visit", "offers_talk", "themes", "targets"),
    *("municipality", "municipality__slug", "municipality__title", "municipality__size_class"),
    *("programme__slug", "programme__title"),
)


@dataclass(frozen=True)
class Rows:
    rows: list
    indexes: list


def find_rows(sheets, parent, request, order):
    """The Rows of the fact sheets `sheets`, which are those below the page `parent` that the reader may open."""
    templates = FactSheetDocument.objects.filter(is_template=True, document__in=find_open_documents(request))
    with_template = frozenset(templates.values_list("page", flat=True))
    key = ("library", parent.pk, order, get_closed_paths(request), with_template, date.today())
    return get_or_compute(key, lambda: make_rows(sheets, order, with_template), request)


def make_rows(sheets, order, with_template):
    described = sheets.annotate(
        themes=list_keys(FactSheetPage.theme_fields, "themefield"),
        targets=list_keys(FactSheetPage.target_groups, "targetgroup"),
    )
    rows = list(described.order_by(*order.fields).values(*COLUMNS))
    for row in rows:
        row["has_template"] = row["pk"] in with_template
    return Rows(rows, [Index(kind, rows) for kind in KINDS])


def list_keys(relation, name):
    links = relation.through.objects.filter(factsheetpage=OuterRef("pk"))
    return ArraySubquery(links.values_list(name))
