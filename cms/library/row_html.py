"""Fact sheets in a list as HTML, rendered once per process for all who see the same: see caching/html.py."""

from caching.html import render_once
from caching.store import Store
from cms.limits import STORED_SHEET_ROWS
from cms.pages.library.places import get_urls

TEMPLATE = "cms/components/fact_sheet_row.html"
rows = Store(STORED_SHEET_ROWS)


def render_sheet_row(request, sheet, *, in_city=False, can_compare=False, is_compared=False):
    """`sheet`: of a queryset `with_rows`. `in_city`: on the page of its city, where its quarter stands in place of it."""
    address = sheet.get_url(request)
    city_url = "" if in_city else get_urls(request)["municipality"].get(sheet.municipality_id, "")
    flags = {"in_city": in_city, "can_compare": can_compare, "is_compared": is_compared}
    key = (*describe_sheet(sheet), address, city_url, *flags.values())
    return render_once(
        rows, TEMPLATE, key, {"sheet": sheet, "address": address, "city_url": city_url, **flags}
    )


def describe_sheet(sheet):
    """All that the template shows of it."""
    return (
        *(
            sheet.slug,
            sheet.title,
            sheet.intro,
            sheet.status,
            sheet.is_new,
            sheet.is_for_members,
            sheet.is_demo,
        ),
        *(sheet.municipality.title, sheet.quarter and sheet.quarter.title),
        tuple((field.slug, field.title) for field in sheet.theme_fields.all()),
    )
