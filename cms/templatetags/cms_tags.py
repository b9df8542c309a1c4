import re

from django import template
from wagtail.blocks import StreamValue

from cms.access import open_to
from cms.blocks import leave_out_empty
from cms.blocks.filling import fill_blocks
from cms.pages.parts import split_parts
from cms.usage import find_shown, find_usage

register = template.Library()
# The depth of the pages directly below the start page, which is below Wagtail's root.
BELOW_START = 3

register.filter("parts", split_parts)


@register.simple_tag(takes_context=True)
def subpages(context, page):
    """The published pages directly below this one that editors show in menus and the reader may open, in their order."""
    return page.get_children().live().filter(open_to(context["request"])).in_menu()


@register.simple_tag(takes_context=True)
def siblings(context, page):
    """The other pages below the same one, as `subpages` finds them; none for those directly below the start page."""
    if page.depth <= BELOW_START:
        return []
    return page.get_siblings(inclusive=False).live().filter(open_to(context["request"])).in_menu()


@register.simple_tag(takes_context=True)
def sample_page(context, bound):
    """A page with the block of a preview, or with none if the site has nothing to show in it."""
    blocks = [StreamValue.StreamChild(bound.block, bound.value, id=None)]
    fill_blocks(blocks, context["request"])
    return {"blocks": leave_out_empty(blocks)}


@register.filter
def beyond(text, title):
    """The text, unless each of its words stands in the title beside it already: then nothing."""
    said = set(re.findall(r"\w+", title.casefold()))
    return text if set(re.findall(r"\w+", text.casefold())) - said else ""


@register.simple_tag(takes_context=True)
def usage_of_shown(context):
    """Where the object of a template of Wagtail's is used."""
    return find_usage(find_shown(context), context["request"].user)


@register.simple_tag(takes_context=True)
def usage_of(context, used):
    """Where an object is used."""
    return find_usage(used, context["request"].user)
