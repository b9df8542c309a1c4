"""Blocks of a page's body in the files, and what becomes of them."""

from functools import reduce
from operator import or_
from typing import Annotated

from pydantic import Field

from cms.imports.blocks import choices, words

KINDS = (*words.KINDS, *choices.KINDS)
Block = Annotated[reduce(or_, KINDS), Field(discriminator="block")]


def make_body(item, blocks, page, field="body"):
    """The value of the page's body; where each block stands in the entry is noted for its problems."""
    offered = page._meta.get_field("body").stream_block.child_blocks
    made, places = [], []
    for number, block in enumerate(blocks):
        where, problems = f"{field}[{number}]", item.problems
        value = block.get_value(item, where)
        if block.ours not in offered:
            item.add_problem(where, f"pages of this type have no block “{block.block}”")
        # What refers to nothing is no value that could be looked at any further.
        if item.problems == problems:
            made.append((block.ours, value))
            places.append((where, block.names))
    item.places["body"] = places
    return made
