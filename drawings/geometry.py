"""Plane geometry of small outlines, in drawing units; y runs down as in SVG.

A ring is a list of points without the closing one, its inside to the left of each edge by the
formula (-dy, dx). Unless a docstring says otherwise, a ring is convex.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

type Point = tuple[float, float]
type Ring = list[Point]
type Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class OrientedBox:
    """The smallest rectangle around a ring; angle in radians along its length."""

    centre: Point
    angle: float
    length: float
    width: float


def area(ring: Ring) -> float:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in edges(ring)) / 2


def edges(ring: Ring):
    return zip(ring, ring[1:] + ring[:1], strict=True)


def middle(ring: Ring) -> Point:
    """Return the centre of a ring's bounding box; the ring may have any shape."""
    left, top, right, bottom = bounds(ring)
    return (left + right) / 2, (top + bottom) / 2


def bounds(ring: Ring) -> Bounds:
    xs, ys = zip(*ring, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def overlaps(ring: Ring, frame: Bounds) -> bool:
    """Compare bounding boxes; the ring may have any shape."""
    left, top, right, bottom = bounds(ring)
    return left < frame[2] and right > frame[0] and top < frame[3] and bottom > frame[1]


def place_ring(ring: Ring, centre: Point, angle: float) -> Ring:
    """Turn a ring about the origin by an angle in radians, then move the origin to the centre."""
    cos, sin = math.cos(angle), math.sin(angle)
    return [(centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos) for x, y in ring]


def rectangle(width: float, height: float, centre: Point = (0, 0), angle: float = 0) -> Ring:
    x, y = width / 2, height / 2
    return place_ring([(-x, -y), (x, -y), (x, y), (-x, y)], centre, angle)


def keep_side(ring: Ring, origin: Point, normal: Point) -> Ring:
    """Return the part of a ring, of any shape, on the side of a line to which the normal points."""
    heights = [(x - origin[0]) * normal[0] + (y - origin[1]) * normal[1] for x, y in ring]
    kept = []
    for index, (point, height) in enumerate(zip(ring, heights, strict=True)):
        before, last = ring[index - 1], heights[index - 1]
        if (height >= 0) != (last >= 0):
            share = last / (last - height)
            kept.append(between(before, point, share))
        if height >= 0:
            kept.append(point)
    return kept


def between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def inset_ring(ring: Ring, distance: float) -> Ring:
    """Move every edge inwards by a distance; empty if nothing remains."""
    left = ring
    for (ax, ay), (bx, by) in edges(ring):
        length = math.hypot(bx - ax, by - ay)
        if length < 1e-9 or not left:
            continue
        normal = (ay - by) / length, (bx - ax) / length
        left = keep_side(left, (ax + normal[0] * distance, ay + normal[1] * distance), normal)
    return left if len(left) > 2 else []


def intersection(ring: Ring, window: Ring) -> Ring:
    """Return the part of a ring, of any shape, inside a convex window."""
    for (ax, ay), (bx, by) in edges(window):
        ring = keep_side(ring, (ax, ay), (ay - by, bx - ax))
    return ring if len(ring) > 2 else []


def difference(ring: Ring, hole: Ring) -> list[Ring]:
    """Return convex pieces of a ring that together cover what lies outside a convex hole."""
    if not intersection(ring, hole):
        return [ring]
    pieces = []
    for (ax, ay), (bx, by) in edges(hole):
        pieces.append(keep_side(ring, (ax, ay), (by - ay, ax - bx)))
        ring = keep_side(ring, (ax, ay), (ay - by, bx - ax))
    return [piece for piece in pieces if len(piece) > 2]


def contains(ring: Ring, points: Ring) -> bool:
    return all(
        (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0
        for (ax, ay), (bx, by) in edges(ring)
        for x, y in points
    )


def oriented_box(ring: Ring) -> OrientedBox:
    boxes = [_box_along(ring, a, b) for a, b in edges(ring) if math.dist(a, b) > 1e-6]
    return min(boxes, key=lambda box: box.length * box.width)


def _box_along(ring: Ring, start: Point, end: Point) -> OrientedBox:
    side = math.dist(start, end)
    cos, sin = (end[0] - start[0]) / side, (end[1] - start[1]) / side
    along = [x * cos + y * sin for x, y in ring]
    across = [y * cos - x * sin for x, y in ring]
    length, width = max(along) - min(along), max(across) - min(across)
    u, v = (max(along) + min(along)) / 2, (max(across) + min(across)) / 2
    centre, angle = (u * cos - v * sin, u * sin + v * cos), math.atan2(sin, cos)
    if length >= width:
        return OrientedBox(centre, angle, length, width)
    return OrientedBox(centre, angle + math.pi / 2, width, length)


def nearest_on(ring: Ring, point: Point) -> tuple[int, Point]:
    """Return the index of the edge of a ring nearest to a point, and the nearest point on it."""
    found = []
    for index, ((ax, ay), (bx, by)) in enumerate(edges(ring)):
        dx, dy = bx - ax, by - ay
        share = ((point[0] - ax) * dx + (point[1] - ay) * dy) / (dx * dx + dy * dy or 1)
        foot = between((ax, ay), (bx, by), min(1, max(0, share)))
        found.append((math.dist(foot, point), index, foot))
    return min(found)[1:]


def smooth_line(points: Ring, rounds: int) -> Ring:
    """Cut the corners of an open line (Chaikin); its ends stay."""
    for _ in range(rounds):
        cut = [between(a, b, share) for a, b in pairwise(points) for share in (0.25, 0.75)]
        points = [points[0], *cut, points[-1]]
    return points
