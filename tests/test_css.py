"""Our style sheets: who styles what.

A class stands in one file, with its rules for print and forced colours. A rule belongs to the first class of its selector:
`.hero .wrap` stands with the hero.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import tinycss2

from tools.assets.build import LAYERS, ROOT

CSS = ROOT / "static" / "css"
CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
WRITES_CLASSES = {".html", ".js", ".py"}
LINES = 450


def sheets() -> Iterator[Path]:
    for layer in LAYERS:
        yield from sorted((CSS / layer).rglob("*.css"))


def selectors(path: Path) -> Iterator[str]:
    yield from _selectors(
        tinycss2.parse_stylesheet(path.read_text(), skip_comments=True, skip_whitespace=True)
    )


def _selectors(rules: list) -> Iterator[str]:
    for rule in rules:
        if rule.type == "at-rule":
            yield from _selectors(
                tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            )
        else:
            yield from (part.strip() for part in re.split(r",(?![^(]*\))", tinycss2.serialize(rule.prelude)))


def block(name: str) -> str:
    """Of `post__head` and `post--own` it is `post`."""
    return re.split("__|--", name)[0]


def owners() -> dict[str, set[str]]:
    """The first class of a selector says whose rule it is; what follows is only what lies within."""
    found = defaultdict(set)
    for path in sheets():
        for selector in selectors(path):
            for name in CLASS.findall(selector)[:1]:
                found[block(name)].add(str(path.relative_to(CSS)))
    return found


def test_a_class_stands_in_one_file():
    assert {name: files for name, files in owners().items() if len(files) > 1} == {}


def test_no_file_styles_the_parts_of_another_files_class():
    parts = {
        (str(path.relative_to(CSS)), name)
        for path in sheets()
        for selector in selectors(path)
        for name in CLASS.findall(selector)
        if "__" in name
    }
    found = owners()
    assert {(file, name) for file, name in parts if file not in found[block(name)]} == set()


def test_elements_without_a_class_are_styled_in_the_base_only():
    bare = {path for path in sheets() for selector in selectors(path) if not CLASS.search(selector)}
    assert bare == {CSS / "base" / "elements.css", CSS / "base" / "tokens.css"}


def test_every_class_is_written_somewhere():
    folders = [path for path in ROOT.iterdir() if path.is_dir() and (path / "__init__.py").exists()]
    sources = [*folders, ROOT / "templates", ROOT / "static" / "js"]
    texts = (
        file.read_text() for folder in sources for file in folder.rglob("*") if file.suffix in WRITES_CLASSES
    )
    words = {word for text in texts for word in re.findall(r"[\w-]+", text)}
    styled = {name for path in sheets() for selector in selectors(path) for name in CLASS.findall(selector)}
    # Templates put some modifiers together, such as "av--{{ number }}".
    assert {name for name in styled if not {name, re.sub("--.*", "--", name)} & words} == set()


def test_only_people_are_round():
    """All else has the corners of the tokens, or none; radio buttons apart, which are round everywhere."""
    text = "\n".join(path.read_text() for path in sheets())
    rounded = re.findall(r"([^{}]*){[^{}]*border-radius:(?![^;]*var\(--r\d\))(?!\s*0;)[^{}]*}", text)
    assert [one.strip() for one in rounded if 'type="radio"' not in one] == [".av"]


def test_style_sheets_are_short():
    assert [str(path) for path in CSS.rglob("*.css") if len(path.read_text().splitlines()) > LINES] == []
