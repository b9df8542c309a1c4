import re

import pytest

from drawings.glyphs import DRAWN, glyph

THEMES = [
    "einstieg",
    "strategie",
    "beteiligung",
    "partnerschaften",
    "begegnung",
    "inklusion",
    "mobilitaet",
    "klima",
    "engagement",
    "aelterwerden",
    "digitalisierung",
    "innovation",
]


def test_every_theme_field_has_its_own_hand_drawn_glyph():
    assert set(THEMES) <= set(DRAWN)
    assert len({glyph(theme) for theme in THEMES}) == len(THEMES)


def test_groups_created_tomorrow_have_glyphs_of_their_own():
    slugs = [f"gruppe-{number}" for number in range(300)]
    assert len({glyph(slug) for slug in slugs}) == 300


@pytest.mark.parametrize("slug", ["wohnen-im-quartier", "a", "", "ä" * 200])
def test_a_derived_glyph_is_angular_has_two_parts_and_stays_on_its_grid(slug):
    drawing = glyph(slug)
    existing, added = re.findall(r'<path class="[fn]" d="([^"]+)"/>', drawing)
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", existing + " " + added)]
    assert set(re.sub(r"[\d.\- ]", "", existing + added)) == {"M", "L", "z"}
    assert min(numbers) >= 0
    assert max(numbers) <= 40


def test_a_new_glyph_and_its_size_are_classes():
    assert 'class="glyph"' in glyph("engagiertes-quartier")
    assert 'class="glyph glyph--l glyph--new"' in glyph("engagiertes-quartier", new=True, size="l")
    assert 'class="brand__mark glyph glyph--new"' in glyph("brand", new=True)


def test_an_unknown_size_is_refused():
    with pytest.raises(ValueError, match="xl"):
        glyph("engagiertes-quartier", size="xl")
