"""The head of pages for machines, and where a page stands."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from cms.metadata.addresses import full_address
from cms.metadata.crumbs import find_above
from cms.metadata.page import PageMetadata

register = template.Library()
# As Django's json_script, which knows no other type: nothing in it ends the element or begins a comment.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}

register.simple_tag(find_above, name="crumbs")


@register.simple_tag(takes_context=True)
def page_metadata(context, field):
    """The PageMetadata of the page; `field`: "" or the theme field that it shows."""
    return PageMetadata(context["page"], context["request"], field or None)


@register.simple_tag(takes_context=True, name="full_address")
def address_of(context, page):
    return full_address(page, context.get("request"))


@register.filter
def as_json_ld(described):
    """A block of data that no browser runs."""
    text = json.dumps(described, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308
