"""A fact sheet of a list is rendered once, and again when anything of it changes."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.utils import timezone

from cms.library import row_html
from cms.models import CityPage, FactSheetPage
from cms.pages.library.places import get_urls
from vocabulary.models import Municipality, Quarter, ThemeField

FIELDS = {
    "title": "Anders & neu",
    "url_path": "/home/woanders/",
    "intro": "Ganz <b>anders</b>.",
    "status": "verstetigt",
    "first_published_at": timezone.now(),
    "is_demo": False,
}
RELATED = {
    "theme field": lambda _: ThemeField.objects.update(title="Umbenannt"),
    "town": lambda _: Municipality.objects.update(title="Umbenannt"),
    "quarter": lambda sheet: Quarter.objects.filter(pk=sheet.quarter_id).update(title="Umbenannt"),
    "page of the town": lambda _: CityPage.objects.update(live=False),
    "theme fields": lambda sheet: FactSheetPage.theme_fields.through.objects.filter(
        factsheetpage=sheet.pk
    ).delete(),
}


def set_field(name, value):
    return lambda sheet: FactSheetPage.objects.filter(pk=sheet.pk).update(**{name: value})


CHANGES = {name: set_field(name, value) for name, value in FIELDS.items()} | RELATED


@pytest.fixture
def fresh(demo, rf):
    """Fact sheets as a new request finds them, and that request."""

    def fetch():
        request = rf.get("/")
        request.user = AnonymousUser()
        return request, list(FactSheetPage.objects.live().with_rows().order_by("pk"))

    return fetch


def both(request, sheet, **shown):
    """What is kept, and what the template makes of it now."""
    city_url = (
        "" if shown.get("in_city") else get_urls(request)["municipality"].get(sheet.municipality_id, "")
    )
    context = {"sheet": sheet, "address": sheet.get_url(request), "city_url": city_url, **shown}
    return row_html.render_sheet_row(request, sheet, **shown), render_to_string(row_html.TEMPLATE, context)


@pytest.mark.parametrize(
    "shown",
    [{}, {"in_city": True}, {"can_compare": True}, {"can_compare": True, "is_compared": True}],
    ids=str,
)
def test_what_is_kept_of_all_of_the_demo_is_what_is_shown(fresh, shown):
    for _ in range(2):
        request, sheets = fresh()
        for kept, shown_now in (both(request, sheet, **shown) for sheet in sheets):
            assert kept == shown_now


def test_what_changes_is_shown_at_the_next_request(fresh, subtests):
    for name, change in CHANGES.items():
        request, sheets = fresh()
        sheet = next(one for one in sheets if one.quarter and one.status == "umsetzung" and not one.is_new)
        shown = {"in_city": name == "quarter"}
        before, _ = both(request, sheet, **shown)
        change(sheet)
        request, sheets = fresh()
        after, now = both(request, next(one for one in sheets if one.pk == sheet.pk), **shown)
        with subtests.test(name):
            assert after == now
            assert after != before
