"""The docs name files that are there."""

import re

from tests.support import sources

CODE = re.compile(r"`([^`\s]+)`")
PATH = re.compile(r"[\w.*-]+(/[\w.*-]+)+/?|[\w-]+\.(py|js|html|css|md|toml|csv|sh|yml|json|lock)")
# Names of the design for what the project has elsewhere or not at all.
NAMES_OTHERS = {"docs/decisions/0023-where-the-layout-differs.md"}


def test_files_named_in_the_docs_exist():
    docs = [
        path for path in sources.files() if path.suffix == ".md" and sources.name(path) not in NAMES_OTHERS
    ]
    missing = [
        f"{sources.name(path)}: {code}"
        for path in docs
        for code in CODE.findall(path.read_text())
        if PATH.fullmatch(code) and not exists(code.rstrip("/"), path.parent)
    ]
    assert missing == []


def exists(named, folder):
    """From the root or from the page's own folder; a name without a folder may be in any app."""
    places = [sources.ROOT, folder, *(() if "/" in named else sources.ROOT.glob("*/"))]
    return any(next(place.glob(named), None) for place in places)
