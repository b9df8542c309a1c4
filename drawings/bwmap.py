"""The map of Baden-Württemberg: a filled square is a city of the StadtLabore, a hollow one a city "vor Ort".

Equirectangular at 48.65° north, 300 units to a degree of latitude.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .geometry import Bounds, Point, overlaps, smooth_line
from .outline import BODENSEE, BORDER, DONAU, FREE_LABELS, LABELS, NECKAR, RHEIN, Label
from .svg import element, line_path, path

UNITS_PER_DEGREE = 300
NARROWING = math.cos(math.radians(48.65))
WEST, NORTH, EAST, SOUTH = 7.44, 49.84, 10.56, 47.46
WIDTH, HEIGHT = round((EAST - WEST) * NARROWING * UNITS_PER_DEGREE), round((NORTH - SOUTH) * UNITS_PER_DEGREE)
MARK_RADIUS = {"gross": 8.5, "mittel": 7, "klein": 5.5}
COUNT_RADIUS = 15
LETTER_WIDTH, LINE_HEIGHT = 9.8, 20
# Of the one name on a map of one place, and from the middle of its square.
LARGE_LETTER_WIDTH, LARGE_GAP = 21, 29
WATER_NAMES = [("Bodensee", 374, 696), ("Donau", 361, 536), ("Neckar", 363, 234), ("Rhein", 58, 492)]


@dataclass(frozen=True)
class Place:
    """A city on the map; lon and lat in degrees, size_class "gross", "mittel" or "klein".

    A count is the number of fact sheets, shown where the map shows no names.
    """

    slug: str
    title: str
    lon: float
    lat: float
    size_class: str
    program: str
    href: str = ""
    count: int | None = None

    @classmethod
    def of(cls, town, href: str = "") -> "Place":
        """A town as the vocabulary knows it; `href` leads to its entry in a list beside the map."""
        return cls(
            slug=town.slug,
            title=town.title,
            lon=float(town.lon),
            lat=float(town.lat),
            size_class=town.size_class,
            program=town.programme.slug if town.programme else "",
            href=href,
        )


def bw_map(
    places: Iterable[Place], names: bool = True, label: str = "Karte von Baden-Württemberg"
) -> SafeString:
    """Return the map with a link for every place, named on the map or, without names, by its count.

    Put an equal list beside it. A place whose count is 0 has a small mark and no link.
    """
    return _drawn(tuple(places), names, label)


@lru_cache(maxsize=64)
def _drawn(places: tuple[Place, ...], names: bool, label: str) -> SafeString:
    body = _ground() + (_water_names() + _named(places) if names else _counted(places))
    attributes = format_html('role="group" aria-label="{}"', label)
    return element("bwmap", f"-2 -4 {WIDTH + 6} {HEIGHT + 8}", body, attributes)


@lru_cache(maxsize=64)
def mini_map(places: tuple[Place, ...], label: str) -> SafeString:
    """Return the map as one picture, with a mark for every place and no links or names. Put them in words beside it."""
    radius = MARK_RADIUS["gross"] * 1.4
    marks = "".join(_square("mark", *project_point(place.lon, place.lat), radius) for place in places)
    attributes = format_html('role="img" aria-label="{}"', label)
    return element("bwmap minimap", f"-2 -4 {WIDTH + 6} {HEIGHT + 8}", _ground() + marks, attributes)


@lru_cache(maxsize=256)
def place_map(places: tuple[Place, ...], slug: str, label: str) -> SafeString:
    """Return the map as one picture: the place of this slug large and named, the others pale. Say it in words, too."""
    others = "".join(
        _square("mark mark--pale", *project_point(place.lon, place.lat), 8)
        for place in places
        if place.slug != slug
    )
    named = "".join(_large_place(place) for place in places if place.slug == slug)
    attributes = format_html('role="img" aria-label="{}"', label)
    body = _ground() + others + named
    return element("bwmap placemap", f"-2 -4 {WIDTH + 6} {HEIGHT + 8}", body, attributes)


def _large_place(place: Place) -> SafeString:
    """Its name stands to the right, to the left or, when both are too narrow, below."""
    x, y = project_point(place.lon, place.lat)
    width = LARGE_LETTER_WIDTH * len(place.title)
    if x + LARGE_GAP + width <= WIDTH:
        at = x + LARGE_GAP, y + 14, "start"
    elif x - LARGE_GAP - width >= 0:
        at = x - LARGE_GAP, y + 14, "end"
    else:
        at = min(max(x, width / 2), WIDTH - width / 2), y + 62, "middle"
    name = format_html(
        '<text class="cn" x="{}" y="{}" text-anchor="{}">{}</text>',
        *map(_number, at[:2]),
        at[2],
        place.title,
    )
    return _square("mark", x, y, 17) + name


def project_point(lon: float, lat: float) -> Point:
    """Return the map units of a position in degrees."""
    return (lon - WEST) * NARROWING * UNITS_PER_DEGREE, (NORTH - lat) * UNITS_PER_DEGREE


def _ground() -> str:
    def line(positions, rounds: int, closed: bool = False) -> str:
        return line_path(smooth_line([project_point(*position) for position in positions], rounds), closed)

    return (
        path("land", line(BORDER, 0, closed=True))
        + path("lake", line(BODENSEE, 1, closed=True))
        + path("river", line(NECKAR, 2))
        + path("river", line(DONAU, 2))
        + path("river river--rhein", line(RHEIN, 1))
    )


def _water_names() -> str:
    return "".join(f'<text class="wname" x="{x}" y="{y}">{name}</text>' for name, x, y in WATER_NAMES)


def _named(places: tuple[Place, ...]) -> SafeString:
    labels = _labels(places)
    return format_html_join("", "{}", ((_named_place(place, labels[place.slug]),) for place in places))


def _named_place(place: Place, label: Label) -> SafeString:
    x, y = project_point(place.lon, place.lat)
    left, top, right, bottom = _label_bounds(place, label)
    outside = "" if _on_land(((left + right) / 2, (top + bottom) / 2)) else " cn--out"
    return format_html(
        '<a href="{}">{}{}<text class="cn{}" x="{}" y="{}" text-anchor="{}">{}</text></a>',
        place.href,
        _square("hit", x, y, 22),
        _mark(place, MARK_RADIUS.get(place.size_class, MARK_RADIUS["mittel"])),
        outside,
        _number(x + label.dx),
        _number(y + label.dy),
        label.anchor,
        place.title,
    )


def _counted(places: tuple[Place, ...]) -> SafeString:
    return format_html_join("", "{}", ((_counted_place(place),) for place in places))


def _counted_place(place: Place) -> SafeString:
    x, y = project_point(place.lon, place.lat)
    if place.count == 0:
        return _square("mark mark--none", x, y, 5)
    number, words = "", place.title
    if place.count:
        at = _number(x), _number(y + 6)
        number = format_html('<text class="cnt" x="{}" y="{}">{}</text>', *at, place.count)
        words = f"{place.title}: {place.count} Steckbrief{'e' if place.count > 1 else ''}"
    return format_html(
        '<a href="{}" aria-label="{}">{}{}{}</a>',
        place.href,
        words,
        _square("hit", x, y, 24),
        _mark(place, COUNT_RADIUS if place.count else MARK_RADIUS["mittel"]),
        number,
    )


def _mark(place: Place, radius: float) -> SafeString:
    x, y = project_point(place.lon, place.lat)
    return _square("mark" if place.program == "stadtlabore" else "mark mark--vor", x, y, radius)


def _square(classes: str, x: float, y: float, radius: float) -> SafeString:
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{side}" height="{side}"/>',
        classes,
        _number(x - radius),
        _number(y - radius),
        side=_number(2 * radius),
    )


def _labels(places: tuple[Place, ...]) -> dict[str, Label]:
    """Give every place a label; one without a fixed place takes the first that touches nothing."""
    labels = {place.slug: LABELS[place.slug] for place in places if place.slug in LABELS}
    taken = [_label_bounds(place, labels[place.slug]) for place in places if place.slug in labels]
    taken += [_around(project_point(place.lon, place.lat), 10) for place in places]
    for place in places:
        if place.slug not in labels:
            labels[place.slug] = _free_label(place, taken)
            taken.append(_label_bounds(place, labels[place.slug]))
    return labels


def _free_label(place: Place, taken: list[Bounds]) -> Label:
    def collisions(label: Label) -> int:
        own = _label_bounds(place, label)
        touched = sum(overlaps([own[:2], own[2:]], other) for other in taken)
        return touched + 3 * (own[0] < 0 or own[2] > WIDTH)

    return min(FREE_LABELS, key=collisions)


def _label_bounds(place: Place, label: Label) -> Bounds:
    x, y = project_point(place.lon, place.lat)
    width = LETTER_WIDTH * len(place.title)
    left = x + label.dx - (width if label.anchor == "end" else 0)
    return left, y + label.dy - LINE_HEIGHT * 0.75, left + width, y + label.dy + LINE_HEIGHT * 0.25


def _around(point: Point, radius: float) -> Bounds:
    return point[0] - radius, point[1] - radius, point[0] + radius, point[1] + radius


@lru_cache(maxsize=1)
def _border() -> tuple[Point, ...]:
    return tuple(project_point(*position) for position in BORDER)


def _on_land(point: Point) -> bool:
    x, y = point
    border = _border()
    crossings = 0
    for (ax, ay), (bx, by) in zip(border, border[1:] + border[:1], strict=True):
        crossings += (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax)
    return crossings % 2 == 1


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
