import os
import re
import subprocess
import sys

import pytest

from drawings.hero import hero
from drawings.plan import crop_plan, plot, strip

SLUGS = [
    "laden-offenes-ohr",
    "ein-hof-fuer-elf-haeuser",
    "mitfahrbank",
    "kuehle-orte-zu-fuss",
    "a",
    "Ärger & Co.",
    "",
]
EVERY_DRAWING = """
from hashlib import sha256
from drawings.bwmap import Place, bw_map
from drawings.glyphs import glyph
from drawings.hero import hero
from drawings.plan import crop_plan, plot, strip
place = Place("neu", "Neu", 9.0, 48.5, "klein", "stadtlabore", "/neu/")
drawn = hero() + strip("hof", new=True) + crop_plan("hof") + plot("hof") + glyph("hof") + bw_map([place])
print(sha256(drawn.encode()).hexdigest())
"""


@pytest.mark.parametrize("draw", [strip, crop_plan, plot])
def test_the_same_seed_gives_the_same_drawing_and_another_seed_another(draw):
    first = draw("hof")
    draw.cache_clear()
    assert draw("hof") == first
    assert len({draw(slug) for slug in SLUGS}) == len(SLUGS)


def test_every_process_draws_the_same():
    def drawn(hash_seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", EVERY_DRAWING]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert len(drawn("1")) == 65
    assert drawn("1") == drawn("2")


def test_the_hero_weighs_at_most_16_kilobytes():
    assert len(hero().encode()) <= 16_000


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize(("width", "height"), [(900, 230), (900, 420), (1200, 300)])
def test_a_strip_weighs_at_most_9_kilobytes(slug, width, height):
    assert len(strip(slug, width, height, fade=False).encode()) <= 9_000


def test_a_plot_and_a_crop_keep_their_weight_whatever_the_slug():
    slugs = [f"gruppe-{number}" for number in range(40)]
    assert max(len(crop_plan(slug).encode()) for slug in slugs) <= 6_000
    assert max(len(plot(slug).encode()) for slug in slugs) <= 9_000


@pytest.mark.parametrize("slug", SLUGS)
def test_only_a_new_sheet_has_a_red_building(slug):
    assert crop_plan(slug).count('class="s"') == 1
    assert 'class="n"' not in crop_plan(slug)
    assert crop_plan(slug, new=True).count('class="n"') == 1
    assert 'class="s"' not in crop_plan(slug, new=True)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_building_of_a_crop_lies_in_the_picture_among_neighbours(slug):
    drawing = crop_plan(slug, 150)
    x, y = map(int, re.search(r'class="s" d="m(-?\d+)[ ]?(-?\d+)', drawing).groups())
    assert 0 < x < 150
    assert 0 < y < 150
    assert drawing.count("m") > 5


def test_a_strip_reddens_one_building_only_if_new():
    assert strip("hof", new=True, variant="band").count('class="n"') == 1
    assert 'class="n"' not in strip("hof", variant="band")


def test_a_strip_with_a_fade_thins_out():
    assert len(strip("hof")) < len(strip("hof", fade=False))


def test_an_unknown_variant_of_a_strip_is_refused():
    with pytest.raises(ValueError, match="loud"):
        strip("hof", variant="loud")


def test_even_the_smallest_crop_is_drawn():
    assert crop_plan("hof", 8).startswith("<svg")


@pytest.mark.parametrize("drawing", [hero(), strip("hof"), crop_plan("hof"), plot("hof")])
def test_plans_are_hidden_from_assistive_technology(drawing):
    assert drawing.startswith('<svg class="plan')
    assert 'aria-hidden="true" focusable="false"' in drawing
