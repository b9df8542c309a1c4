"""Town land cut by streets into blocks."""

import math
from random import Random

from .geometry import Bounds, Ring, area, inset_ring, keep_side, oriented_box, overlaps, place_ring

QUARTER_BLOCKS = 9
SMALLEST_BLOCK = 350
NARROWEST_BLOCK = 13


def subdivide_land(
    land: Ring, limit: float, rng: Random, jitter: float = 0.14, frame: Bounds | None = None
) -> list[Ring]:
    """Halve land across its long side until every piece is below about `limit` square units.

    Pieces outside the frame are dropped on the way.
    """
    if len(land) < 3 or (frame and not overlaps(land, frame)):
        return []
    if area(land) < limit:
        return [land]
    box = oriented_box(land)
    shift = rng.uniform(-jitter, jitter) * box.length
    (origin,) = place_ring([(shift, 0)], box.centre, box.angle)
    across = box.angle + rng.uniform(-0.11, 0.11)
    normal = math.cos(across), math.sin(across)
    limit *= rng.uniform(0.8, 1.25)
    halves = keep_side(land, origin, normal), keep_side(land, origin, (-normal[0], -normal[1]))
    return [piece for half in halves for piece in subdivide_land(half, limit, rng, jitter, frame)]


def blocks(land: Ring, block_area: float, street: float, rng: Random, frame: Bounds) -> list[Ring]:
    """Return blocks of about `block_area` square units between streets `street` units wide."""
    found = []
    for district in subdivide_land(land, block_area * QUARTER_BLOCKS, rng, frame=frame):
        quarter = inset_ring(district, street * 0.55)
        pieces = subdivide_land(quarter, block_area * rng.uniform(0.7, 1.3), rng, frame=frame)
        found += [inset_ring(piece, street / 2) for piece in pieces]
    return [block for block in found if is_buildable(block) and overlaps(block, frame)]


def is_buildable(block: Ring) -> bool:
    return len(block) > 2 and area(block) > SMALLEST_BLOCK and oriented_box(block).width > NARROWEST_BLOCK
