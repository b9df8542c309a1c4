"""Cuts Fira Sans, which KERN brings, to the letters and signs of German pages, and makes files of it for PDF."""

import logging
from pathlib import Path

from fontTools import subset

FACES = {
    "Regular": "font-weight: 400",
    "Italic": "font-weight: 400; font-style: italic",
    "Medium": "font-weight: 500",
    "SemiBold": "font-weight: 600",
}
# typst reads no woff2.
PRINTED = ("Regular", "SemiBold")
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180)]
SIGNS = [ord(sign) for sign in "„“”‚‘’–—…•·‹›«»→←↑↓↗ẞ×−≤≥€§©®°½¼¾†‐‑ "]


# It warns about flags in Fira Sans that nobody here can mend.
logging.getLogger("fontTools").setLevel(logging.ERROR)


def build_fonts(source: Path, target: Path) -> str:
    """Writes one woff2 per face to `target` and returns the @font-face rules."""
    target.mkdir(parents=True)
    for name in FACES:
        cut_font(source / f"FiraSans-{name}.woff2", target / f"FiraSans-{name}.woff2")
    return "".join(face(name, style) for name, style in FACES.items())


def build_print_fonts(source: Path, target: Path) -> None:
    """Writes the faces of PDF files to `target`, as TrueType."""
    target.mkdir(parents=True)
    for name in PRINTED:
        cut_font(source / f"FiraSans-{name}.woff2", target / f"FiraSans-{name}.ttf", flavor=None)


def cut_font(source: Path, target: Path, flavor: str | None = "woff2") -> None:
    options = subset.Options(flavor=flavor, layout_features=["kern", "liga", "tnum", "mark", "ccmp", "locl"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LETTERS + SIGNS)
    with subset.load_font(str(source), options) as font:
        subsetter.subset(font)
        subset.save_font(font, str(target), options)


def face(name: str, style: str) -> str:
    return (
        f'@font-face {{ font-family: "Fira Sans"; {style}; font-display: swap; '
        f'src: url("../fonts/FiraSans-{name}.woff2") format("woff2"); }}\n'
    )
