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
    """Writes one woff2 per face to fonts/ in `target`, those of PDF files to print/, and returns the @font-face rules."""
    for folder, names, suffix in (("fonts", FACES, "woff2"), ("print", PRINTED, "ttf")):
        (target / folder).mkdir(parents=True)
        for name in names:
            cut_font(source / f"FiraSans-{name}.woff2", target / folder / f"FiraSans-{name}.{suffix}")
    return "".join(face(name, style) for name, style in FACES.items())


def cut_font(source: Path, target: Path) -> None:
    flavor = "woff2" if target.suffix == ".woff2" else None
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
