"""Buildings on a block. A figure is its outline and, where it has a courtyard, the court's outline."""

import math
from random import Random

from .blocks import subdivide_land
from .geometry import (
    Ring,
    area,
    between,
    contains,
    inset_ring,
    intersection,
    nearest_on,
    oriented_box,
    place_ring,
    rectangle,
)

type Figure = list[Ring]


def perimeter(block: Ring, rng: Random) -> list[Figure]:
    """Build along the edge of a block around a court, now and then with a gap and a house in the court."""
    depth = rng.uniform(10.5, 13.5)
    if rng.random() < 0.4:
        depth -= rng.uniform(1.5, 4.5)
    court = inset_ring(block, depth)
    if not court or area(court) < 90:
        return _solid(block, rng)
    opened = _opened(block, court, rng) if rng.random() < 0.3 else None
    figure = opened or [block, court[::-1]]
    return [figure, *_court_houses(court, rng)]


def rows(block: Ring, rng: Random) -> list[Figure]:
    """Set parallel slabs across the block, as in the housing estates of the sixties."""
    box = oriented_box(block)
    core = inset_ring(block, 2)
    step = rng.uniform(24, 30)
    found = []
    for number in range(int(box.length // step)):
        x = step * (number + 0.5) - box.length / 2
        height, y = box.width * rng.uniform(0.62, 0.86), box.width * rng.uniform(-0.06, 0.06)
        (centre,) = place_ring([(x, y)], box.centre, box.angle)
        slab = intersection(rectangle(11, height, centre, box.angle), core)
        if slab and area(slab) > 70:
            found.append([slab])
    return found


def houses(block: Ring, rng: Random) -> list[Figure]:
    """Set one detached house on each plot, almost half of them with a wing."""
    found = []
    for plot in subdivide_land(block, 430, rng, jitter=0.08):
        box = oriented_box(plot)
        if rng.random() < 0.13 or box.width < 9:
            continue
        width = min(box.length * 0.62, rng.uniform(10, 15))
        height = min(box.width * 0.62, rng.uniform(8.5, 12))
        outline = _with_wing(width, height, rng) if rng.random() < 0.45 else rectangle(width, height)
        angle = box.angle + math.radians(rng.uniform(-3, 3))
        house = intersection(place_ring(outline, box.centre, angle), block)
        if house:
            found.append([house])
    return found


def _with_wing(width: float, height: float, rng: Random) -> Ring:
    x, y = width / 2, height / 2
    wing_width, wing_height = rng.uniform(3, 6), rng.uniform(3, 5)
    wing = [(x, y + wing_height), (x - wing_width, y + wing_height), (x - wing_width, y)]
    return [(-x, -y), (x, -y), *wing, (-x, y)]


def _solid(block: Ring, rng: Random) -> list[Figure]:
    if rng.random() < 0.6:
        return [[block]]
    plots = subdivide_land(block, area(block) / 2, rng)
    return [[plot] for plot in plots if rng.random() > 0.15]


def _opened(block: Ring, court: Ring, rng: Random) -> Figure | None:
    """Join block and court to one outline through a gap in the longest side; None if they do not face."""
    sides = [math.dist(point, block[(index + 1) % len(block)]) for index, point in enumerate(block)]
    side = max(range(len(sides)), key=sides.__getitem__)
    start, end = block[side], block[(side + 1) % len(block)]
    share, half = rng.uniform(0.35, 0.65), rng.uniform(3, 6) / sides[side]
    left, right = between(start, end, share - half), between(start, end, share + half)
    (left_edge, left_foot), (right_edge, right_foot) = nearest_on(court, left), nearest_on(court, right)
    if left_edge != right_edge:
        return None
    around = block[side + 1 :] + block[: side + 1]
    back = (court[left_edge + 1 :] + court[: left_edge + 1])[::-1]
    return [[right, *around, left, left_foot, *back, right_foot]]


def _court_houses(court: Ring, rng: Random) -> list[Figure]:
    yard = inset_ring(court, 3.5)
    if area(court) < 420 or not yard:
        return []
    found = []
    for plot in subdivide_land(yard, area(court) / rng.uniform(2.2, 4), rng):
        if rng.random() < 0.5:
            continue
        box = oriented_box(plot)
        width, height = min(box.length * 0.7, rng.uniform(9, 20)), min(box.width * 0.6, rng.uniform(6, 10))
        house = rectangle(width, height, box.centre, box.angle)
        if width > 5 and height > 4 and contains(yard, house):
            found.append([house])
    return found
