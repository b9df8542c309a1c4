"""Footprints of groups and theme fields on a grid of 40 units.

Each has two parts: `f` exists, `n` turns red where there is something new.
"""

import math
from functools import lru_cache
from random import Random

from django.utils.safestring import SafeString

from .geometry import Ring, area, middle, place_ring, rectangle
from .svg import element, path

SIZES = {"", "s", "l"}


def _data(rings: list[Ring]) -> str:
    lines = ("L".join(f"{round(x, 1):g} {round(y, 1):g}" for x, y in ring) for ring in rings)
    return "".join(f"M{line}z" for line in lines)


def _trees(*centres: tuple[int, int], radius: float = 4.2) -> str:
    half = f"a{radius} {radius} 0 1 0"
    return "".join(f"M{x - radius:.0f} {y}{half} {2 * radius} 0{half}-{2 * radius} 0" for x, y in centres)


def _circle_of_chairs() -> list[Ring]:
    turns = [math.radians(degrees) for degrees in range(0, 360, 45)]
    return [rectangle(9, 7, (20 + 14 * math.sin(turn), 20 - 14 * math.cos(turn)), turn) for turn in turns]


def _pixels() -> list[str]:
    cells = [(x, y) for x in range(4) for y in range(4) if (x, y) != (2, 1)]
    return [f"M{3 + x * 9.5:g} {3 + y * 9.5:g}h6v6h-6z" for x, y in cells]


_CHAIRS = _circle_of_chairs()

_DRAWN = {
    "brand": (
        "M2 4l17-2 1 9-9 1 1 8-9 1zM22 2l16 3-1 15-9-1 1-6-8-1zM3 24l9-1 1 6 8-1 1 9-18 1z",
        "M25 24l12-1 1 14-12 1z",
    ),
    "engagiertes-quartier": (
        "M3 5l16-2 1 8-9 1 1 8-8 1zM22 3l15 3-1 14-8-1 1-6-8-1zM4 24l8-1 1 6 8-1 1 8-17 1z",
        "M25 24l11-1 1 13-11 1z",
    ),
    "einstieg": ("M3 4h13v12H3zM24 4h13v12H24zM3 22h8v14H3zM29 22h8v14h-8z", "M15.5 24h9v12h-9z"),
    "strategie": (
        "M3 3h9v9H3zM15 3h10v9H15zM28 3h9v9h-9zM3 15h9v10H3zM28 15h9v10h-9z"
        "M3 28h9v9H3zM15 28h10v9H15zM28 28h9v9h-9z",
        "M15 15h10v10H15z",
    ),
    "beteiligung": (_data([*_CHAIRS[:1], *_CHAIRS[2:]]), _data(_CHAIRS[1:2])),
    "partnerschaften": ("M3 3h24v9H12v15H3zM37 37H13v-9h15V13h9z", "M16 16h8v8h-8z"),
    "begegnung": ("M3 3h34v8H3zM3 14h8v23H3zM14 29h23v8H14zM29 14h8v12h-8z", "M16 16h8v8h-8z"),
    "inklusion": ("M3 4h9v32H3zM28 4h9v32h-9zM15 4h10v8H15z", "M15 36V22l10 14z"),
    "mobilitaet": ("M3 3h14v10l-4 4H3zM37 3H23v10l4 4h10zM3 37h14V27l-4-4H3z", "M37 37H23V27l4-4h10z"),
    "klima": ("M3 4h34v9H12v23H3z" + _trees((20, 22), (31, 22), (20, 32)), _trees((31, 32))),
    "engagement": (
        "M4 7h10v8H4zM18 3h8v9h-8zM29 10h8v9h-8zM3 20h9v9H3zM28 25h9v8h-9zM14 30h10v7H14z",
        "M16 16h9v9h-9z",
    ),
    "aelterwerden": ("M3 4h7v25H3zM13 9h7v25h-7zM23 4h7v25h-7z", "M33 12h5v24h-5z"),
    "digitalisierung": ("".join(_pixels()), "M22 12.5h6v6h-6z"),
    "innovation": (
        "M3 3h10v10H3zM27 3h10v10H27zM3 27h10v10H3zM27 27h10v10H27zM16 3h8v6h-8zM3 16h6v8H3z",
        _data([rectangle(12, 12, (21, 21), math.radians(45))]),
    ),
}

DRAWN = tuple(_DRAWN)


@lru_cache(maxsize=1024)
def glyph(name: str, new: bool = False, size: str = "") -> SafeString:
    """Return the glyph of a theme field, "engagiertes-quartier", "brand" or, derived from the name, of any other slug.

    `size` is "" (40 px), "s" (22 px) or "l" (72 px); another raises ValueError.
    """
    if size not in SIZES:
        raise ValueError(f"A glyph has no size {size!r}.")
    classes = ["brand__mark"] if name == "brand" else []
    classes += ["glyph", *([f"glyph--{size}"] if size else []), *(["glyph--new"] if new else [])]
    existing, added = glyph_shapes(name)
    return element(" ".join(classes), "0 0 40 40", path("f", existing) + path("n", added))


@lru_cache(maxsize=1024)
def glyph_shapes(name: str) -> tuple[str, str]:
    """The path data of what exists and of what is added, on 40 by 40 units."""
    return _DRAWN.get(name) or _derived(name)


def _derived(slug: str) -> tuple[str, str]:
    """Cut a block of 34 units into plots; the plot nearest the middle is the new one."""
    rng = Random(slug)
    plots = _plots(3, 3, 37, 37, rng)
    added = min(plots, key=lambda plot: math.dist(middle(plot), (20, 20)) + area(plot) / 40)
    turn = math.radians(rng.choice([0, 0, -6, 5]))
    existing = [_cut_now_and_then(plot, rng) for plot in plots if plot is not added]
    return _data([_turned(plot, turn) for plot in existing]), _data([_turned(added, turn)])


def _plots(left: int, top: int, right: int, bottom: int, rng: Random) -> list[Ring]:
    width, height = right - left, bottom - top
    if max(width, height) < 18 or (max(width, height) < 27 and rng.random() < 0.4):
        return [[(left, top), (right, top), (right, bottom), (left, bottom)]]
    if width > height or (width == height and rng.random() < 0.5):
        cut = rng.randint(left + 6, right - 9)
        return _plots(left, top, cut, bottom, rng) + _plots(cut + 3, top, right, bottom, rng)
    cut = rng.randint(top + 6, bottom - 9)
    return _plots(left, top, right, cut, rng) + _plots(left, cut + 3, right, bottom, rng)


def _cut_now_and_then(plot: Ring, rng: Random) -> Ring:
    if rng.random() > 0.25:
        return plot
    corner = rng.randrange(4)
    (x, y), (cx, cy) = plot[corner], middle(plot)
    step_x, step_y = math.copysign(4, cx - x), math.copysign(4, cy - y)
    along = [(x, y + step_y), (x + step_x, y)]
    return [*plot[:corner], *(along if corner % 2 == 0 else along[::-1]), *plot[corner + 1 :]]


def _turned(plot: Ring, turn: float) -> Ring:
    return place_ring([(x - 20, y - 20) for x, y in plot], (20, 20), turn)
