"""Write one SVG file of each kind for looking at: python -m drawings <folder>"""

import sys
from pathlib import Path

from .bwmap import Place, bw_map
from .glyphs import DRAWN, glyph
from .hero import hero
from .icons import NAMES, icon
from .plan import crop_plan, plot, strip

NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
SAMPLE_PLACES = [
    Place("ulm", "Ulm", 9.99, 48.4, "gross", "stadtlabore", "#ulm"),
    Place("stuttgart", "Stuttgart", 9.18, 48.78, "gross", "vor-ort", "#stuttgart"),
    Place("neustadt", "Neustadt", 8.9, 48.2, "klein", "stadtlabore", "#neustadt"),
]


def samples() -> dict[str, str]:
    return {
        "hero": hero(),
        "strip": strip("beispiel", new=True, variant="band"),
        "crop": crop_plan("beispiel"),
        "plot": plot("beispiel"),
        "map": bw_map(SAMPLE_PLACES),
        **{f"glyph-{name}": glyph(name, new=True) for name in (*DRAWN, "beispiel")},
        **{f"icon-{name}": icon(name) for name in NAMES},
    }


def write_samples(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, drawing in samples().items():
        standalone = drawing.replace("<svg", f"<svg {NAMESPACE}", 1)
        (folder / f"{name}.svg").write_text(standalone, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write_samples(Path(sys.argv[1]))
