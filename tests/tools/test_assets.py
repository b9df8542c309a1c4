"""The front-end build, from the real npm packages."""

import re

import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops

from tests.support.sources import ROOT
from tools.assets import build
from tools.assets.icons import ICONS, draw_icons


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    target = tmp_path_factory.mktemp("build") / "assets"
    assert build.build_assets(target=target)
    return target


def test_the_style_sheet_asks_for_nothing_from_elsewhere(built):
    css = (built / "css" / "site.css").read_text()
    assert "@import" not in css
    assert not re.search(r"url\(\s*[\"']?(https?:)?//", css)


def test_every_variable_that_a_rule_of_ours_reads_is_defined(built):
    css = (built / "css" / "site.css").read_text()
    read = {name for name in re.findall(r"var\((--[\w-]+)", css) if not name.startswith("--kern")}
    defined = set(re.findall(r"(--[\w-]+)\s*:", css))
    assert read <= defined, read - defined


def test_kern_loses_against_our_own_rules(built):
    css = (built / "css" / "site.css").read_text()
    assert css.startswith("@layer kern, base, layout, components, pages;")
    assert ".kern-btn" in css.partition("@layer kern {")[2].partition("@layer base {")[0]
    assert ".kern-dialog" not in css


@pytest.mark.parametrize("weight", ["Regular", "Italic", "Medium", "SemiBold"])
def test_a_font_is_small_and_has_the_letters_of_german_pages(built, weight):
    file = built / "fonts" / f"FiraSans-{weight}.woff2"
    assert file.stat().st_size < 30_000
    with TTFont(file) as font:
        letters = font.getBestCmap()
    assert not [sign for sign in "äöüßÄÖÜşéč„“‚‘–…→·×€" if ord(sign) not in letters]


@pytest.mark.parametrize("weight", ["Regular", "SemiBold"])
def test_a_font_of_pdf_files_has_the_same_letters(built, weight):
    file = built / "print" / f"FiraSans-{weight}.ttf"
    with TTFont(file) as font, TTFont(built / "fonts" / f"FiraSans-{weight}.woff2") as shown:
        assert font.getBestCmap() == shown.getBestCmap()
        assert font.flavor is None


def test_a_second_build_does_nothing(built):
    assert build.build_assets(target=built) is False


def test_missing_packages_are_named(tmp_path):
    (tmp_path / "package-lock.json").touch()
    with pytest.raises(build.PackagesMissing, match="npm ci"):
        build.build_assets(tmp_path)


def test_the_icons_show_the_mark_as_it_is(tmp_path):
    draw_icons(tmp_path)
    for name in ICONS:
        file = "favicon.ico" if name == "favicon" else f"{name}.png"
        with Image.open(tmp_path / file) as drawn, Image.open(ROOT / "static" / "icons" / file) as kept:
            difference = ImageChops.difference(drawn.convert("RGB"), kept.convert("RGB"))
            assert max(high for _, high in difference.getextrema()) < 16
