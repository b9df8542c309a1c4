"""Draws the icons of home screens and of old browsers from the mark: `python -m tools.assets.icons` after a change of it.

What it writes is kept in static/icons/, so that the build of the other files needs neither typst nor Pillow.
"""

import re
from io import BytesIO
from pathlib import Path

import typst
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
MARK, TARGET = ROOT / "static" / "img" / "icon.svg", ROOT / "static" / "icons"
# Those of the light theme: static/css/base/tokens.css.
STYLE = "<style>.f{fill:#14393b}.n{fill:#b2431d}</style>"
PAPER = 'rgb("#f3f1e9")'
# Name to (pixels, ground, share of the width that the mark takes). A maskable icon loses all but a circle of 80 %.
ICONS = {
    "apple-touch-icon": (180, PAPER, 66),
    "icon-192": (192, PAPER, 70),
    "icon-512": (512, PAPER, 70),
    "maskable-512": (512, PAPER, 52),
    "favicon": (32, "none", 100),
}
COLOURS = 64
SOURCE = """
#set page(width: {pixels}pt, height: {pixels}pt, margin: 0pt, fill: {ground})
#align(center + horizon, image(bytes(sys.inputs.mark), format: "svg", width: {share}%))
"""


def draw_icons(target: Path = TARGET) -> None:
    """Writes PNG files and favicon.ico to the folder `target`."""
    mark = re.sub(r"<style>.*?</style>", STYLE, MARK.read_text(), flags=re.DOTALL)
    for name, (pixels, ground, share) in ICONS.items():
        page = SOURCE.format(pixels=pixels, ground=ground, share=share).encode()
        file = typst.compile(page, format="png", ppi=72, sys_inputs={"mark": mark}, ignore_system_fonts=True)
        with Image.open(BytesIO(file)) as image:
            if name == "favicon":
                image.save(target / "favicon.ico", sizes=[image.size])
            else:
                image.convert("RGB").quantize(COLOURS).save(target / f"{name}.png", optimize=True)


if __name__ == "__main__":
    draw_icons()
