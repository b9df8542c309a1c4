"""StreamField blocks of all pages; each has a template in templates/cms/blocks/."""

from cms.blocks.body import ACROSS, SECTIONS, BodyBlock, leave_out_empty, stand_beside
from cms.blocks.library import LibraryBlock
from cms.blocks.samples import SampledBlock, newest
from cms.blocks.text import FundingBlock, QuoteBlock
from cms.blocks.values import Found, Titled, number_anchors

__all__ = [
    "ACROSS",
    "SECTIONS",
    "BodyBlock",
    "Found",
    "FundingBlock",
    "LibraryBlock",
    "QuoteBlock",
    "SampledBlock",
    "Titled",
    "leave_out_empty",
    "newest",
    "number_anchors",
    "stand_beside",
]
