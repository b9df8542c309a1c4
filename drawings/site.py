"""A piece of town as figures: which block carries which kind of building."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from .blocks import blocks, is_buildable
from .buildings import Figure, houses, perimeter, rows
from .geometry import Bounds, Point, Ring, middle, overlaps, rectangle

MARGIN = 6
KINDS = {"perimeter": perimeter, "rows": rows, "houses": houses}
"""Kinds of building; any other word leaves the block open."""


@dataclass(frozen=True)
class Site:
    """A drawing ground of width by height units.

    `mix` names one kind of building or "mixed", which is dense within the centre and loosens outwards.
    `angle` is in degrees, `block_area` in square units, `centre` in shares of width and height;
    `clear` cuts a block around water and squares.
    """

    width: int
    height: int
    seed: str | int
    mix: str = "mixed"
    angle: float = -14
    block_area: float = 3600
    street: float = 9
    centre: Point = (0.5, 0.5)
    clear: Callable[[Ring], list[Ring]] | None = None

    @property
    def frame(self) -> Bounds:
        return -MARGIN, -MARGIN, self.width + MARGIN, self.height + MARGIN

    def figures(self) -> list[Figure]:
        rng = Random(self.seed)
        size = 2 * max(self.width, self.height)
        land = rectangle(size, size, (self.width / 2, self.height / 2), math.radians(self.angle))
        found = []
        for block in blocks(land, self.block_area, self.street, rng, self.frame):
            for piece in self.clear(block) if self.clear else [block]:
                build = KINDS.get(self._kind(piece, rng))
                if build and is_buildable(piece):
                    found += build(piece, rng)
        return [figure for figure in found if overlaps(figure[0], self.frame)]

    def _kind(self, block: Ring, rng: Random) -> str:
        chance = rng.random()
        if chance > 0.955:
            return "open"
        if self.mix != "mixed":
            return self.mix if chance > 0.08 else "open"
        x, y = middle(block)
        across, down = x - self.centre[0] * self.width, y - self.centre[1] * self.height
        distance = math.hypot(across, down * 1.15) / max(self.width, self.height)
        if distance < 0.3:
            return "perimeter"
        if distance < 0.48:
            return _pick_kind(chance, perimeter=0.5, rows=0.75, houses=1)
        return _pick_kind(chance, houses=0.62, rows=0.9)


def _pick_kind(chance: float, **limits: float) -> str:
    return next((kind for kind, limit in limits.items() if chance < limit), "open")
