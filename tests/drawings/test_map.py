from dataclasses import replace
from xml.etree import ElementTree

import pytest

from drawings.bwmap import LABELS, WIDTH, Place, _label_bounds, _labels, bw_map, place_map
from drawings.geometry import overlaps

ULM = Place("ulm", "Ulm", 9.99, 48.4, "gross", "stadtlabore", "/staedte/ulm/")
STUTTGART = Place("stuttgart", "Stuttgart", 9.18, 48.78, "gross", "vor-ort", "/staedte/stuttgart/")
SALACH = Place("salach", "Salach", 9.74, 48.69, "klein", "stadtlabore", "/staedte/salach/")
NEUSTADT = Place("neustadt", "Neustadt", 9.1, 48.2, "mittel", "vor-ort", "/staedte/neustadt/")
PLACES = [ULM, STUTTGART, SALACH, NEUSTADT]


def links(drawing: str) -> dict[str, ElementTree.Element]:
    found = ElementTree.fromstring(drawing).findall("a")
    assert len(found) == len({link.get("href") for link in found})
    return {link.get("href"): link for link in found}


def marks(link: ElementTree.Element) -> list[ElementTree.Element]:
    return [square for square in link.findall("rect") if "mark" in square.get("class")]


def test_the_map_holds_each_place_once_with_its_name_and_link():
    drawn = links(bw_map(PLACES))
    assert {href: link.findtext("text") for href, link in drawn.items()} == {
        place.href: place.title for place in PLACES
    }
    assert all(len(marks(link)) == 1 for link in drawn.values())


def test_a_city_vor_ort_is_hollow_and_one_of_the_stadtlabore_filled():
    drawn = links(bw_map(PLACES))
    assert marks(drawn[ULM.href])[0].get("class") == "mark"
    assert marks(drawn[STUTTGART.href])[0].get("class") == "mark mark--vor"


def test_a_larger_city_has_a_larger_square():
    drawn = links(bw_map(PLACES))
    sizes = [float(marks(drawn[place.href])[0].get("width")) for place in (SALACH, NEUSTADT, ULM)]
    assert sizes == sorted(set(sizes))


def test_a_hostile_title_or_link_stays_text():
    hostile = replace(
        NEUSTADT, title="</text><script>alert(1)</script>", href='"><img src=x onerror=alert(1)>'
    )
    for drawing in (bw_map([hostile]), bw_map([replace(hostile, count=2)], names=False)):
        assert "<script" not in drawing
        assert "<img" not in drawing
        assert list(links(drawing)) == [hostile.href]


def test_a_hostile_label_stays_text():
    drawing = bw_map(PLACES, label='"><script>')
    assert ElementTree.fromstring(drawing).get("aria-label") == '"><script>'


def test_the_map_has_an_accessible_name():
    root = ElementTree.fromstring(bw_map(PLACES, label="Karte mit 4 Städten"))
    assert (root.get("role"), root.get("aria-label")) == ("group", "Karte mit 4 Städten")


def test_without_names_the_squares_hold_counts_and_the_links_say_them():
    drawn = links(bw_map([replace(ULM, count=4), replace(SALACH, count=1)], names=False))
    assert drawn[ULM.href].get("aria-label") == "Ulm: 4 Steckbriefe"
    assert drawn[SALACH.href].get("aria-label") == "Salach: 1 Steckbrief"
    assert drawn[ULM.href].findtext("text") == "4"


def test_a_place_without_fact_sheets_is_a_small_mark_without_a_link():
    drawing = bw_map([replace(ULM, count=0)], names=False)
    assert links(drawing) == {}
    assert "mark--none" in drawing


@pytest.mark.parametrize("place", [*PLACES, replace(SALACH, title="Ein Name, der lang ist")])
def test_a_map_of_one_place_names_it_alone_within_its_width(place):
    others = [other for other in PLACES if other.slug != place.slug]
    root = ElementTree.fromstring(place_map((place, *others), place.slug, "Lage"))
    assert (root.get("role"), root.get("aria-label"), root.findall("a")) == ("img", "Lage", [])
    (name,) = root.findall("text")
    width, at = 21 * len(place.title), float(name.get("x"))
    left = {"start": at, "middle": at - width / 2, "end": at - width}[name.get("text-anchor")]
    assert (name.text, left >= 0, left + width <= WIDTH + 1) == (place.title, True, True)
    assert len([mark for mark in root.findall("rect") if mark.get("class") == "mark"]) == 1


@pytest.mark.parametrize(
    ("lon", "lat"), [(9.12, 48.77), (9.25, 48.76), (9.18, 48.7), (10.3, 48.9), (7.7, 48.0)]
)
def test_the_name_of_an_unknown_city_touches_no_other_name(lon, lat):
    place = replace(NEUSTADT, lon=lon, lat=lat)
    places = (STUTTGART, ULM, SALACH, place)
    labels = _labels(places)
    own, *others = [_label_bounds(each, labels[each.slug]) for each in reversed(places)]
    assert labels["stuttgart"] == LABELS["stuttgart"]
    assert not any(overlaps([own[:2], own[2:]], other) for other in others)
