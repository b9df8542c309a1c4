"""Figure-ground plans (Schwarzplan): what exists is dark, what is new is red.

Sizes are in drawing units, one unit being a pixel at the drawing's own size. A seed is a slug or a number.
"""

import math
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from random import Random

from django.utils.safestring import SafeString

from .buildings import Figure
from .geometry import area, middle
from .site import Site
from .svg import HIDDEN, element, figures_path, path

STRIP_BYTES = 8_600
CROP_BYTES = 5_700
LEAST_NEIGHBOURS = 5
ATTEMPTS = 12
ANGLES = -18, -11, 9, 16


@lru_cache(maxsize=256)
def strip(
    seed: str | int,
    width: int = 900,
    height: int = 260,
    new: bool = False,
    variant: str = "faint",
    fade: bool = True,
) -> SafeString:
    """Return a wide plan behind a head; with `fade` it thins out to the left, where the words stand.

    `variant` is "faint" (on paper) or "band" (on the dark field); `new` reddens one building at the right.
    Raises ValueError for another variant.
    """
    if variant not in ("faint", "band"):
        raise ValueError(f"A strip is faint or band, not {variant!r}.")
    angle = Random(f"{seed} strip").choice(ANGLES)
    site = Site(width, height, seed, angle=angle, centre=(0.7, 0.5))
    site, figures = _within(STRIP_BYTES, site, _faded if fade else None)
    red = _red_building(figures, site) if new else None
    return plan_element(site, [figure for figure in figures if figure is not red], red, variant=variant)


@lru_cache(maxsize=1024)
def crop_plan(seed: str | int, size: int = 150, width: int | None = None, new: bool = False) -> SafeString:
    """Return the own plan of a fact sheet or group: its building among pale neighbours, red while new.

    `size` is the height and, unless `width` is given, the width too.
    """
    site, figures = _inhabited(seed, width or size, size)
    middle_of_site = site.width * 0.5, site.height * 0.48
    buildings = [figure for figure in figures if area(figure[0]) > 110] or figures
    subject = min(buildings, key=lambda figure: math.dist(middle(figure[0]), middle_of_site), default=None)
    neighbours = [figure for figure in figures if figure is not subject]
    return plan_element(site, neighbours, subject, "f2", "n" if new else "s")


@lru_cache(maxsize=64)
def plot(seed: str | int) -> SafeString:
    """Return the faint plan of an empty state; the box with the words is the plot cut out of it."""
    rng = Random(f"{seed} plot")
    mix, angle = rng.choice(["mixed", "perimeter", "rows", "houses"]), rng.choice(ANGLES)
    site, figures = _within(STRIP_BYTES, Site(700, 300, seed, mix, angle, centre=(0.7, 0.5)))
    return plan_element(site, figures, variant="faint")


def plan_element(
    site: Site,
    figures: list[Figure],
    subject: Figure | None = None,
    figure_class: str = "f",
    subject_class: str = "n",
    variant: str = "",
    below: str = "",
) -> SafeString:
    """Return the svg element; a variant's plan keeps its right side when cropped, others their middle."""
    body = below + path(figure_class, figures_path(figures))
    body += path(subject_class, figures_path([subject] if subject else []))
    align = "xMaxYMid" if variant else "xMidYMid"
    return element(
        f"plan plan--{variant}" if variant else "plan",
        f"0 0 {site.width} {site.height}",
        body,
        f'preserveAspectRatio="{align} slice" {HIDDEN}',
    )


def _within(limit: int, site: Site, thin: Callable | None = None) -> tuple[Site, list[Figure]]:
    """Return a site and its figures, drawn nearer until their path data is below `limit` bytes."""
    while True:
        figures = site.figures()
        if thin:
            figures = thin(figures, site)
        weight = len(figures_path(figures))
        if weight <= limit:
            return site, figures
        site = _nearer(site, 0.95 * math.sqrt(limit / weight))


def _nearer(site: Site, share: float) -> Site:
    return replace(site, width=round(site.width * share), height=round(site.height * share))


def _faded(figures: list[Figure], site: Site) -> list[Figure]:
    rng = Random(f"{site.seed} fade")
    shares = [(middle(figure[0])[0] / site.width - 0.08) / 0.45 for figure in figures]
    return [figure for figure, share in zip(figures, shares, strict=True) if rng.random() < share]


def _red_building(figures: list[Figure], site: Site) -> Figure | None:
    """Return the building nearest to a spot at the right that is neither a shed nor a whole block."""
    spot = site.width * 0.8, site.height * 0.48
    found = [figure for figure in figures if len(figure) == 1 and 160 < area(figure[0]) < 900]
    return min(found or figures, key=lambda figure: math.dist(middle(figure[0]), spot), default=None)


def _inhabited(seed: str | int, width: int, height: int) -> tuple[Site, list[Figure]]:
    """Return the first site of a seed that shows a building with enough neighbours, or the last tried."""
    for attempt in range(ATTEMPTS):
        rng = Random(f"{seed} crop {attempt}")
        mix = rng.choice(["mixed", "mixed", "perimeter", "perimeter", "rows", "houses"])
        block_area = 3300 if height < 200 else 3900
        site = Site(width, height, f"{seed} {attempt}", mix, rng.uniform(-30, 30), block_area, 8)
        site, figures = _within(CROP_BYTES, _nearer(site, 0.75) if mix == "houses" else site)
        if len(figures) > LEAST_NEIGHBOURS:
            break
    return site, figures
