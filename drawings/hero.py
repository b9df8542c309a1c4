"""The one heavy drawing: the start page's plan with river, square and a red building on it."""

import math
from functools import lru_cache
from itertools import pairwise
from random import Random

from django.utils.safestring import SafeString

from .buildings import Figure
from .geometry import Point, Ring, between, difference, keep_side, middle, place_ring, rectangle, smooth_line
from .plan import plan_element
from .site import Site
from .svg import line_path, path

SEED = 3
ANGLE = -14
COURSE = smooth_line([(150, 690), (260, 560), (420, 520), (560, 545), (700, 500), (840, 520), (1020, 430)], 3)
RIVER_HALF = 16
QUAY = 5
SQUARE = rectangle(115, 85, (597, 258), math.radians(ANGLE))
NEW_BUILDING = place_ring(
    [(-22, -9), (22, -9), (22, 24), (8, 24), (8, 9), (-22, 9)], (592, 250), math.radians(ANGLE)
)


def _reach(start: Point, end: Point) -> tuple[Point, Point]:
    length = math.dist(start, end)
    return between(start, end, 0.5), ((start[1] - end[1]) / length, (end[0] - start[0]) / length)


REACHES = [_reach(start, end) for start, end in pairwise(COURSE)]
"""The river by its stretches: the middle of each and the unit vector across it."""


@lru_cache(maxsize=1)
def hero() -> SafeString:
    """Return the plan of 980 by 620 units, about 14 kB; it thins out to the left, where the words stand."""
    site = Site(980, 620, SEED, angle=ANGLE, block_area=4200, centre=(0.633, 0.435), clear=_clear)
    rng = Random(SEED)
    figures = [figure for figure in site.figures() if rng.random() < _density(figure)]
    return plan_element(site, figures, [NEW_BUILDING], below=path("w", line_path(_river(), closed=True)))


def _density(figure: Figure) -> float:
    share = (middle(figure[0])[0] - 120) / 280
    return max(0, share) ** 0.8


def _clear(block: Ring) -> list[Ring]:
    return [piece for part in difference(block, SQUARE) for piece in _banks(part)]


def _banks(block: Ring) -> list[Ring]:
    """Cut a block along the river's two quays, taken as straight beside the block."""
    origin, normal = _nearest_reach(middle(block))
    if math.dist(origin, middle(block)) > 150:
        return [block]
    away = RIVER_HALF + QUAY
    sides = []
    for sign in (1, -1):
        side = normal[0] * sign, normal[1] * sign
        quay = origin[0] + side[0] * away, origin[1] + side[1] * away
        sides.append(keep_side(block, quay, side))
    return [side for side in sides if len(side) > 2]


def _nearest_reach(point: Point) -> tuple[Point, Point]:
    return min(REACHES, key=lambda reach: math.dist(reach[0], point))


def _river() -> Ring:
    left, right = [], []
    for (x, y), (nx, ny) in REACHES:
        left.append((x + nx * RIVER_HALF, y + ny * RIVER_HALF))
        right.append((x - nx * RIVER_HALF, y - ny * RIVER_HALF))
    return left + right[::-1]
