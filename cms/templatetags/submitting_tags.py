from django import template
from django.urls import reverse

from cms.pages.forms import FormPage
from cms.pages.library.fact_sheet_index import FactSheetIndexPage

register = template.Library()


@register.inclusion_tag("cms/submitting/way_in.html")
def way_to_submit(library, user):
    """The link by which one submits a fact sheet: for visitors the library's form page, if there is one."""
    if user.is_authenticated:
        return {"url": reverse("submitting:new")}
    page = FormPage.objects.live().child_of(library).first()
    return {"url": page.get_url() if page else reverse("submitting:new")}


@register.inclusion_tag("cms/submitting/member_note.html")
def member_note(page, user):
    """On a form page below the library."""
    parent = page.get_parent() if page.pk else None
    return {"is_for_sheets": bool(parent) and parent.specific_class is FactSheetIndexPage, "user": user}
