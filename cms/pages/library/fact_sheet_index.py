from dataclasses import replace

from django import forms
from django.db.models import Count
from django.utils.functional import cached_property

from cms import limits
from cms.pages.base import IndexPage
from cms.pages.library.fact_sheet import FactSheetPage
from drawings.bwmap import Place
from vocabulary.models import Municipality, ThemeField
from web.paging import get_page


class FactSheetFilter(forms.Form):
    """What a reader chooses in the library; `sheets` are all that they may open."""

    themenfeld = forms.ChoiceField(label="Themenfeld", required=False)
    stadt = forms.ChoiceField(label="Stadt oder Gemeinde", required=False)

    def __init__(self, data, sheets):
        super().__init__(data)
        self.sheets = sheets
        self.fields["themenfeld"].choices = [
            ("", "alle"),
            *ThemeField.objects.filter(fact_sheets__in=sheets).distinct().values_list("slug", "title"),
        ]
        self.fields["themenfeld"].error_messages["invalid_choice"] = (
            "Dieses Themenfeld gibt es hier nicht. Bitte wählen Sie eines aus der Liste."
        )
        self.fields["stadt"].choices = [("", "alle"), *((town.slug, town.title) for town in self.towns)]
        self.fields["stadt"].error_messages["invalid_choice"] = (
            "Aus dieser Stadt gibt es hier keinen Steckbrief. Bitte wählen Sie eine aus der Liste."
        )

    @cached_property
    def towns(self):
        towns = Municipality.objects.filter(fact_sheets__in=self.sheets).distinct()
        return list(towns.select_related("programme"))

    @cached_property
    def found(self):
        """With a choice that does not exist, as without it: the error stands at its field."""
        self.is_valid()
        field, town = (self.cleaned_data.get(name) for name in ("themenfeld", "stadt"))
        found = self.sheets.filter(theme_fields__slug=field) if field else self.sheets
        return found.filter(municipality__slug=town) if town else found

    @property
    def is_chosen(self):
        return any(self.cleaned_data.values())

    def places(self, address):
        """The towns on the map with the numbers of what was found; each leads to what comes from it."""
        counted = dict(self.found.order_by().values_list("municipality").annotate(Count("pk")))
        return tuple(
            replace(Place.of(town, href=f"{address}?stadt={town.slug}"), count=counted.get(town.pk, 0))
            for town in self.towns
        )


class FactSheetIndexPage(IndexPage):
    template = "cms/library/fact_sheet_index.html"
    subpage_types = ["cms.FactSheetPage", "cms.FormPage"]

    class Meta:
        verbose_name = "Bibliothek der Steckbriefe"
        verbose_name_plural = "Bibliotheken der Steckbriefe"

    def get_context(self, request, *args, **kwargs):
        sheets = FactSheetPage.objects.shown_to(request).child_of(self)
        form = FactSheetFilter(request.GET, sheets)
        rows = form.found.with_rows().order_by("municipality__title", "title", "pk")
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "filter": form,
            "total": sheets.count(),
            "places": form.places(request.path),
            "sheets": get_page(request, rows, limits.FACT_SHEETS_PER_PAGE),
        }
