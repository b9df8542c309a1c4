"""Cuts KERN's style sheet to what the pages use: metrics, levels, buttons, inputs, labels."""

import re
from collections.abc import Iterator

import tinycss2

WANTED = re.compile(r"\.kern-(btn|label|form-input)(?![a-z])")
UNWANTED = re.compile(
    r"\.kern-(badge|card|dialog|dropdown|form-check|icon|kopf|sr-only|summary|task)|wrapper|--x-small"
)
COLOUR = re.compile(r"lightness|chroma|hue|--kern-color")
READING = re.compile(r"var\((--[\w-]+)")
SETTING = re.compile(r"(--[\w-]+):\s*([^;}]+?)\s*(?=[;}])")
LEVELS = "not([class*=kern-level-])"


def cut_style_sheet(css: str, tokens: str) -> str:
    """The rules we use, in their order. Colours are left out: our tokens map KERN's names to ours."""
    rules = list(_cut_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))
    settings = [rule for rule in rules if rule.startswith(":root")]
    values = dict(SETTING.findall("\n".join(settings)))
    needed = _needed(values, tokens + "".join(rule for rule in rules if rule not in settings))
    kept = "; ".join(f"{name}: {value}" for name, value in values.items() if name in needed)
    return "\n".join([f":root {{ {kept} }}", *(rule for rule in rules if rule not in settings)])


def _needed(values: dict[str, str], css: str) -> set[str]:
    """The custom properties that the style sheet reads, and those that they read in turn."""
    needed, fresh = set(), set(READING.findall(css))
    while fresh:
        needed |= fresh
        fresh = {name for known in fresh for name in READING.findall(values.get(known, ""))} - needed
    return needed


def _cut_rules(rules: list) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield from _cut_rule(rule)
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media":
            yield from _cut_media(rule)


def _cut_media(rule) -> Iterator[str]:
    condition = tinycss2.serialize(rule.prelude).strip()
    inner = "\n".join(
        _cut_rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
    )
    if inner and "prefers-color" not in condition:
        yield f"@media {condition} {{\n{inner}\n}}"


def _cut_rule(rule) -> Iterator[str]:
    selector = tinycss2.serialize(rule.prelude).strip()
    # In a layer that comes first "!important" would beat ours, which come later.
    body = " ".join(tinycss2.serialize(rule.content).replace("!important", "").split())
    if selector.startswith(":root"):
        kept = [line.strip() for line in body.split(";") if line.strip() and not COLOUR.search(line)]
        if kept:
            yield f":root {{ {'; '.join(kept)} }}"
    elif LEVELS in selector:
        yield f"body {{ {body} }}"
    else:
        parts = [part.strip() for part in re.split(r",(?![^(]*\))", selector)]
        wanted = [part for part in parts if WANTED.search(part) and not UNWANTED.search(part)]
        if wanted:
            yield f"{', '.join(wanted)} {{ {body} }}"
