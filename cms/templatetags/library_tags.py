"""Links to the pages of cities and theme fields, for whichever page names one: one query per request for all of them."""

from dataclasses import replace

from django import template
from django.utils.html import format_html

from cms.indexes import find_index
from cms.library.row_html import render_sheet_row
from cms.library.selection import Selection
from cms.models import AdvicePage, ThemeFieldIndexPage
from cms.pages.library.places import get_urls
from drawings.bwmap import Place

register = template.Library()


@register.simple_tag(takes_context=True)
def city_url(context, municipality):
    """The address of the municipality's page, or "" if there is none that the reader may open."""
    return get_urls(context["request"])["municipality"].get(municipality.pk, "")


@register.simple_tag(takes_context=True)
def city_link(context, municipality):
    """Its name, which leads to its page if there is one that the reader may open."""
    url = city_url(context, municipality)
    return format_html('<a href="{}">{}</a>', url, municipality) if url else municipality.title


@register.simple_tag(takes_context=True)
def programme_link(context, programme):
    """Its name, which leads to its page if there is one that the reader may open."""
    url = get_urls(context["request"])["programme"].get(programme.pk)
    return format_html('<a href="{}">{}</a>', url, programme) if url else programme.title


@register.simple_tag(takes_context=True)
def sheet_row(context, sheet, in_city=False, compared=None):
    """A fact sheet of a list. `compared`: the slugs of those ticked, in a list with boxes to compare."""
    boxes = {"can_compare": compared is not None, "is_compared": sheet.slug in (compared or ())}
    return render_sheet_row(context["request"], sheet, in_city=in_city, **boxes)


@register.simple_tag
def sheet_place(sheet):
    """Where the project stands, as the only place of a map."""
    return (replace(Place.of(sheet.municipality), lat=float(sheet.lat), lon=float(sheet.lon)),)


@register.simple_tag(takes_context=True)
def theme_field_url(context, field):
    """The address of the field's page, or "" if the overview of the fields is not published."""
    request = context["request"]
    index = find_index(ThemeFieldIndexPage, request)
    return f"{index.get_url(request)}{field.slug}/" if index else ""


@register.simple_tag
def but_compared(sheets, sheet):
    """The address of a comparison without one of its fact sheets."""
    return Selection(compared=tuple(one.slug for one in sheets if one != sheet)).query


@register.simple_tag(takes_context=True)
def advice_url(context, page):
    """The address of the form for advice, which will name the page; "" if there is no form that the reader may open."""
    form = find_index(AdvicePage, context["request"])
    return f"{form.get_url(context['request'])}?seite={page.pk}" if form else ""
