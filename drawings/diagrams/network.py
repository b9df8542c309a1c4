"""How things are connected: each a glyph with its name, a way between two, the broader the more they share.

Put the numbers in words beside it: the drawing shows them as breadths only.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import shorten

from django.utils.html import format_html
from django.utils.safestring import SafeString

from drawings.geometry import Point
from drawings.glyphs import glyph_shapes
from drawings.svg import element, path

BREADTHS = 3, 17
"""Of the way of the smallest and the greatest number, in units."""

LONGEST_NAME = 16
"""Characters of a name, for which there is room beside the ring."""

RING_WIDTH, RING_RADIUS, RING_STEP, RING_LEAST = 760, 145, 56, 150
RING_GLYPH, RING_GAP, LETTER_WIDTH = 44, 32, 13
STAR_WIDTH, STAR_HEIGHT, STAR_CENTRE, STAR_RADII = 456, 330, (228, 166), (148, 108)
STAR_GLYPH, STAR_GLYPHS = 74, (28, 44)


@dataclass(frozen=True)
class Node:
    """`name` as short as the drawing needs it; `number` of what it holds."""

    slug: str
    name: str
    number: int = 0
    href: str = ""


def draw_ring(
    nodes: Iterable[Node], ways: dict[tuple[str, str], int], label: str, description: str
) -> SafeString:
    """All nodes around, each a link, and the ways between them.

    `ways`: what two nodes share, by their slugs.
    """
    nodes = list(nodes)
    radius = max(RING_LEAST, RING_STEP * len(nodes) / 2)
    height = 2 * radius + 2 * RING_GLYPH
    places = place_on_ring(nodes, (RING_WIDTH / 2, height / 2), radius)
    lines = [
        (places[one], places[other], number)
        for (one, other), number in sorted(ways.items(), key=lambda way: way[1])
    ]
    body = format_html("<desc>{}</desc>", description) + draw_ways(lines)
    body += "".join(draw_link(node, places[node.slug]) for node in nodes)
    attributes = format_html('role="group" aria-label="{}"', label)
    return element("plan net net--ring", f"0 0 {RING_WIDTH} {height:.0f}", body, attributes)


def draw_star(centre: Node, nodes: Iterable[Node], label: str) -> SafeString:
    """One node in the middle and around it those that share something with it, `number` of them, as one picture."""
    nodes = list(nodes)
    places = place_around(nodes, STAR_CENTRE, STAR_RADII)
    most = max((node.number for node in nodes), default=1)
    body = draw_ways([(STAR_CENTRE, places[node.slug], node.number) for node in nodes])
    for node in nodes:
        least, full = STAR_GLYPHS
        size = least + (full - least) * node.number / most
        body += draw_glyph(node, places[node.slug], size) + draw_name(node, places[node.slug], size)
    body += draw_glyph(centre, STAR_CENTRE, STAR_GLYPH)
    attributes = format_html('role="img" aria-label="{}"', label)
    return element("plan net", f"0 0 {STAR_WIDTH} {STAR_HEIGHT}", body, attributes)


def place_on_ring(nodes: list[Node], centre: Point, radius: float) -> dict[str, Point]:
    """Where each stands, by slug: down the right side and up the left, so far apart that names do not touch."""
    on_side, places = math.ceil(len(nodes) / 2), {}
    for index, node in enumerate(nodes):
        row = index if index < on_side else 2 * on_side - 1 - index
        height = (2 * row + 1) / on_side - 1
        across = RING_RADIUS * math.sqrt(1 - height**2) * (1 if index < on_side else -1)
        places[node.slug] = centre[0] + across, centre[1] + radius * height
    return places


def place_around(nodes: list[Node], centre: Point, radii: Point) -> dict[str, Point]:
    """Where each stands, by slug: clockwise from the top."""
    turns = [2 * math.pi * index / len(nodes) for index in range(len(nodes))]
    return {
        node.slug: (centre[0] + radii[0] * math.sin(turn), centre[1] - radii[1] * math.cos(turn))
        for node, turn in zip(nodes, turns, strict=True)
    }


def draw_ways(lines: list[tuple[Point, Point, int]]) -> str:
    least, full = BREADTHS
    most = max((number for _, _, number in lines), default=1)
    return "".join(
        f'<path class="way" stroke-width="{least + (full - least) * (number - 1) / max(most - 1, 1):.0f}"'
        f' d="M{x:.0f} {y:.0f}L{to_x:.0f} {to_y:.0f}"/>'
        for (x, y), (to_x, to_y), number in lines
    )


def draw_link(node: Node, at: Point) -> str:
    """Glyph, name and number; the name stands outside the ring."""
    x, y = at
    is_right = x >= RING_WIDTH / 2
    width = RING_GLYPH / 2 + RING_GAP + LETTER_WIDTH * len(shorten_name(node))
    opening = format_html(
        '<a href="{}" aria-label="{} {} Steckbrief{}"><rect class="hit" x="{}" y="{}" width="{}" height="52"/>',
        *(node.href, shorten_name(node), node.number, "" if node.number == 1 else "e"),
        *(round(x - RING_GLYPH / 2 if is_right else x + RING_GLYPH / 2 - width), round(y - 26), round(width)),
    )
    at_side = round(x + RING_GAP if is_right else x - RING_GAP), "start" if is_right else "end"
    name = format_html(
        '<text x="{0}" y="{2}" text-anchor="{1}">{3} </text>'
        '<text class="net__number" x="{0}" y="{4}" text-anchor="{1}">{5}</text>',
        *at_side,
        *(round(y - 4), shorten_name(node)),
        *(round(y + 22), node.number),
    )
    return f"{opening}{draw_glyph(node, at, RING_GLYPH)}{name}</a>"


def draw_glyph(node: Node, at: Point, size: float) -> str:
    """On a piece of ground that keeps the ways away from it."""
    ground, scale = size * 1.2, size / 40
    corner = f"{at[0] - ground / 2:.0f} {at[1] - ground / 2:.0f}"
    shapes = "".join(path("s", shape) for shape in glyph_shapes(node.slug))
    return (
        f'<path class="plot" d="M{corner}h{ground:.0f}v{ground:.0f}h-{ground:.0f}z"/>'
        f'<g transform="translate({at[0] - size / 2:.1f} {at[1] - size / 2:.1f}) scale({scale:.3f})">{shapes}</g>'
    )


def draw_name(node: Node, at: Point, size: float) -> SafeString:
    """Above a glyph of the upper half, below one of the lower."""
    x, y = at
    is_upper = y < STAR_CENTRE[1] - 20
    return format_html(
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        round(x),
        round(y - size / 2 - 9 if is_upper else y + size / 2 + 21),
        shorten_name(node),
    )


def shorten_name(node: Node) -> str:
    """Whole words as far as they fit, of one long word its beginning."""
    short = shorten(node.name, LONGEST_NAME, placeholder="…")
    return short if short != "…" else node.name[: LONGEST_NAME - 1] + "…"
