"""The parts of a text page: its blocks, as they stand beside the column of headings or across the page."""

from dataclasses import dataclass, field

from cms.blocks import ACROSS, SECTIONS, stand_beside


@dataclass
class Part:
    """`heading` is a block; `is_section`: the only block has a heading of its own."""

    heading: object = None
    blocks: list = field(default_factory=list)
    is_across: bool = False
    is_section: bool = False

    @property
    def is_pair(self):
        """Whether what takes the whole width are two blocks side by side."""
        return self.is_across and len(self.blocks) > 1


def split_parts(blocks):
    """The first is the opening, beside which the lists of links stand; it may be empty."""
    parts = [Part()]
    for block in blocks:
        kind = block.block_type
        if kind == "heading":
            parts.append(Part(heading=block))
        elif parts[-1].is_across and stand_beside(parts[-1].blocks[-1], block):
            parts[-1].blocks.append(block)
        elif kind in ACROSS or kind in SECTIONS:
            parts.append(Part(blocks=[block], is_across=kind in ACROSS, is_section=kind not in ACROSS))
        else:
            if parts[-1].is_across or parts[-1].is_section:
                parts.append(Part())
            parts[-1].blocks.append(block)
    return parts
