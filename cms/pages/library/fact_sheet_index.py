from django.shortcuts import redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from cms import limits
from cms.library.catalogue import Catalogue
from cms.library.compare import choose_sheets, compare_sheets, count_differences
from cms.library.exports import export_csv, export_json, fetch_exported
from cms.library.selection import MAP_ONLY, Selection
from cms.pages.base import IndexPage
from cms.pages.library.fact_sheet import FactSheetPage
from web.paging import get_page


class FactSheetIndexPage(RoutablePageMixin, IndexPage):
    """The library: what readers choose stands in the address (cms/library/selection.py)."""

    template = "cms/library/fact_sheet_index.html"
    subpage_types = ["cms.FactSheetPage", "cms.FormPage"]

    class Meta:
        verbose_name = "Bibliothek der Steckbriefe"
        verbose_name_plural = "Bibliotheken der Steckbriefe"

    def find_sheets(self, request):
        return FactSheetPage.objects.shown_to(request).child_of(self)

    @path("")
    def show_library(self, request):
        catalogue = Catalogue(self.find_sheets(request), self, request)
        rows = get_page(request, catalogue.found, limits.FACT_SHEETS_PER_PAGE)
        is_map_only = catalogue.selection.view == MAP_ONLY
        sheets = [] if is_map_only else catalogue.fetch(rows)
        context = {
            "library": catalogue,
            "rows": rows,
            "sheets": sheets,
            "shown": [sheet.slug for sheet in sheets],
            "is_map_only": is_map_only,
        }
        response = self.render(request, context_overrides=context)
        if request.htmx:
            response["HX-Push-Url"] = request.path + catalogue.selection.query
        return response

    @path("vergleich/")
    def show_comparison(self, request):
        """The form of the library sends its filters, too: the address is for sharing and has only the fact sheets."""
        slugs = request.GET.getlist("steckbrief")
        sheets, surplus, has_missing = choose_sheets(self.find_sheets(request), slugs)
        query = Selection(compared=tuple(sheet.slug for sheet in sheets)).query
        if set(request.GET) - {"steckbrief"}:
            kept = Selection(compared=tuple(dict.fromkeys(slugs))[: limits.COMPARED_READ]).query
            return redirect(request.path + kept)
        groups = compare_sheets(sheets)
        context = {
            "sheets": sheets,
            "groups": groups,
            "differences": count_differences(groups),
            "surplus": surplus,
            "has_missing": has_missing,
            "query": query,
        }
        return self.render(request, context_overrides=context, template="cms/library/comparison.html")

    @path("export.json/")
    def send_json(self, request):
        sheets, total = self.find_exported(request)
        return export_json(sheets, request, total)

    @path("export.csv/")
    def send_csv(self, request):
        sheets, total = self.find_exported(request)
        return export_csv(sheets, request, total)

    def find_exported(self, request):
        return fetch_exported(
            Catalogue(self.find_sheets(request), self, request), set(request.GET.getlist("steckbrief"))
        )
