"""Makes the front-end files from our sources and the installed npm packages, into build/assets/.

Each folder of static/css/ is a cascade layer, of which a later one wins (LAYERS): base (tokens, elements, text), layout
(what divides a page), components (on several pages), pages (on one). Within a layer the order of files means nothing.
mail.css and archive.css are for mails and for the export of one's data, and no part of site.css.
"""

import hashlib
import shutil
import sys
from pathlib import Path
from tempfile import mkdtemp

from tools.assets import fonts
from tools.assets import kern as assets_kern

ROOT = Path(__file__).resolve().parents[2]
TOOLS = [Path(__file__), Path(fonts.__file__), Path(assets_kern.__file__)]
SCRIPTS = {
    "htmx.js": "htmx.org/dist/htmx.esm.min.js",
    "markdown-toolbar.js": "@github/markdown-toolbar-element/dist/index.js",
}
LAYERS = ("base", "layout", "components", "pages")


class PackagesMissing(Exception):
    pass


def build_assets(root: Path = ROOT, target: Path | None = None) -> bool:
    """Makes css/site.css, fonts/, print/ and packages' scripts unless they are up to date; returns whether there was work.

    Raises PackagesMissing when `npm ci` has not run.
    """
    target = target or root / "build" / "assets"
    stamp, wanted = target.with_name(target.name + ".stamp"), digest(root)
    if target.is_dir() and stamp.exists() and stamp.read_text() == wanted:
        return False
    packages = root / "node_modules"
    kern = packages / "@kern-ux" / "native"
    if not all(path.exists() for path in (kern, *(packages / script for script in SCRIPTS.values()))):
        raise PackagesMissing("node_modules is missing: run `npm ci` first")
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(mkdtemp(dir=target.parent))
    copy_scripts(packages, fresh / "js")
    (fresh / "css").mkdir()
    faces = fonts.build_fonts(kern / "dist" / "fonts" / "fira-sans", fresh)
    (fresh / "css" / "site.css").write_text(style_sheet(root, kern, faces))
    stamp.unlink(missing_ok=True)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    target.chmod(0o755)
    stamp.write_text(wanted)
    return True


def copy_scripts(packages: Path, target: Path) -> None:
    target.mkdir()
    for name, script in SCRIPTS.items():
        shutil.copyfile(packages / script, target / name)


def style_sheet(root: Path, kern: Path, faces: str) -> str:
    css = root / "static" / "css"
    tokens = (css / "base" / "tokens.css").read_text()
    return "".join(
        [
            f"@layer kern, {', '.join(LAYERS)};\n",
            faces,
            layer("kern", assets_kern.cut_style_sheet((kern / "dist" / "kern.css").read_text(), tokens)),
            *(layer(name, joined(css / name)) for name in LAYERS),
        ]
    )


def joined(folder: Path) -> str:
    return "\n".join(path.read_text() for path in sorted(folder.rglob("*.css")))


def layer(name: str, css: str) -> str:
    return f"@layer {name} {{\n{css}\n}}\n"


def digest(root: Path) -> str:
    found = hashlib.sha256()
    sources = sorted((root / "static" / "css").rglob("*.css"))
    for path in [*TOOLS, root / "package-lock.json"]:
        found.update(path.name.encode() + path.read_bytes())
    for path in sources:
        found.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return found.hexdigest()


if __name__ == "__main__":
    try:
        build_assets()
    except PackagesMissing as problem:
        sys.exit(str(problem))
