import re
from dataclasses import dataclass, field

from django import template

from cms.access import open_to
from cms.blocks import SECTIONS
from cms.usage import find_shown, find_usage

register = template.Library()
# The depth of the pages directly below the start page, which is below Wagtail's root.
BELOW_START = 3
# Blocks that stand across a text page.
ACROSS = {"group", "funding"}


@dataclass
class Part:
    """Blocks of a text page that stand beside its column of headings, or across it.

    `heading` is a block; `is_section`: the only block has a heading of its own.
    """

    heading: object = None
    blocks: list = field(default_factory=list)
    is_across: bool = False
    is_section: bool = False


@register.filter("parts")
def split_parts(blocks):
    """The parts of a text page. The first is the opening, beside which the lists of links stand; it may be empty."""
    parts = [Part()]
    for block in blocks:
        kind = block.block_type
        if kind == "heading":
            parts.append(Part(heading=block))
        elif kind in ACROSS or kind in SECTIONS:
            parts.append(Part(blocks=[block], is_across=kind in ACROSS, is_section=kind not in ACROSS))
        else:
            if parts[-1].is_across or parts[-1].is_section:
                parts.append(Part())
            parts[-1].blocks.append(block)
    return parts


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
