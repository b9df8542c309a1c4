from xml.etree import ElementTree

import pytest

from drawings.diagrams.network import LONGEST_NAME, RING_WIDTH, Node, draw_ring, draw_star

NODES = [Node(f"feld-{number}", f"Feld {number}", number, f"/f/{number}/") for number in range(12)]
HOSTILE = Node("x", '"><script>', 3, '"><img src=x>')


def ring(nodes=NODES, ways=None):
    return ElementTree.fromstring(draw_ring(nodes, ways or {}, "Netz", "Was es zeigt."))


def breadths(drawing):
    return [int(way.get("stroke-width")) for way in drawing.findall("path[@class='way']")]


def test_a_ring_links_each_node_by_its_name_and_number():
    drawn = ring()
    assert [(a.get("href"), a.get("aria-label")) for a in drawn.findall("a")] == [
        (node.href, f"{node.name} {node.number} Steckbrief{'' if node.number == 1 else 'e'}")
        for node in NODES
    ]
    assert (drawn.get("role"), drawn.get("aria-label"), drawn.findtext("desc")) == (
        "group",
        "Netz",
        "Was es zeigt.",
    )


def test_more_in_common_is_a_broader_way():
    ways = {("feld-1", "feld-2"): 4, ("feld-3", "feld-4"): 1, ("feld-5", "feld-6"): 9}
    assert breadths(ring(ways=ways)) == [3, 8, 17]
    star = ElementTree.fromstring(draw_star(NODES[0], NODES[1:4], "Stern"))
    assert breadths(star) == [3, 10, 17]
    assert (star.get("role"), star.findall("a")) == ("img", [])


@pytest.mark.parametrize("number", [1, 2, 5, 12, 40])
def test_no_glyph_touches_another(number):
    drawn = ring([Node(f"n{index}", "N", 1, "/") for index in range(number)])
    corners = [
        tuple(map(float, shape.get("d")[1:].split("h")[0].split()))
        for shape in drawn.findall("a/path[@class='plot']")
    ]
    near = [
        (one, other)
        for place, one in enumerate(corners)
        for other in corners[:place]
        if abs(one[0] - other[0]) < 40 and abs(one[1] - other[1]) < 40
    ]
    assert (len(corners), near) == (number, [])


@pytest.mark.parametrize(
    "name", ["Verantwortungspartnerschaften", "Einstieg in die Quartiersentwicklung", "Klima"]
)
def test_a_name_fits_beside_the_ring(name):
    (text,) = [link.find("text") for link in ring([Node("a", name, 7, "/")]).findall("a")]
    assert len(text.text.strip()) <= LONGEST_NAME
    assert 0 <= float(text.get("x")) <= RING_WIDTH


def test_hostile_names_stay_text():
    for drawing in (draw_ring([HOSTILE], {}, "a", "<b>"), draw_star(HOSTILE, [HOSTILE], '"><script>')):
        assert "<script" not in drawing
        assert "<img" not in drawing
        ElementTree.fromstring(drawing)


def test_without_nodes_there_is_nothing_to_see():
    assert ring([]).findall("a") == []
