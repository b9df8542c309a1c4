"""SVG text out of numbers: path data and the element around it."""

from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe

from .geometry import Ring, area

HIDDEN = 'aria-hidden="true" focusable="false"'
SMALLEST = 18
"""Area in square units below which a figure is only a speck."""


def element(classes: str, view_box: str, body: str, attributes: str = HIDDEN) -> SafeString:
    """Wrap a body of our own markup; the only place that calls a drawing safe.

    Whoever puts text from outside into body or attributes escapes it before.
    """
    return mark_safe(f'<svg class="{classes}" viewBox="{view_box}" {attributes}>{body}</svg>')


def path(classes: str, data: str) -> str:
    return f'<path class="{classes}" d="{data}"/>' if data else ""


def bar(number: int, largest: int) -> SafeString:
    """Decoration beside a number that stands in words: as long as it is of the largest one, which fills the width."""
    width, height = 200, 12
    length = round(width * number / largest) if largest else 0
    return element("bar", f"0 0 {width} {height}", path("", f"M0 0h{length}v{height}h-{length}z"))


def figures_path(figures: list[list[Ring]]) -> str:
    """Return path data of figures on whole units, in relative steps because they are shorter."""
    commands, x, y = [], 0, 0
    for figure in figures:
        for ring in figure:
            points = _rounded(ring)
            if not points:
                continue
            starts = [(x, y), *points]
            steps = [f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(starts)]
            commands.append("m" + " ".join(steps).replace(" -", "-") + "z")
            x, y = points[0]
    return "".join(commands)


def line_path(points: Ring, closed: bool = False) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points) + ("z" if closed else "")


def _rounded(ring: Ring) -> list[tuple[int, int]]:
    points = []
    for x, y in ring:
        point = round(x), round(y)
        if not points or points[-1] != point:
            points.append(point)
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return points if abs(area(points)) >= SMALLEST else []
