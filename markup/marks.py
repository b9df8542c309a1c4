"""Inline marks ("*", "_", "~~") and backslashes, as people mean them who do not know Markdown.

A mark between letters or digits is text: "Bürger*innen", "2*3 m", "ein_name". A backslash is text, too: "ordner\\_neu",
"\\\\fs01". It takes the meaning away only of what would otherwise be a mark there, such as in "\\_so\\_" or in "4\\. Mai"
at the beginning of a line, and of any "*" and "`", as other programs write them: "Bürger\\*innen".
"""

import re
from functools import lru_cache
from unicodedata import combining

from markdown_it.rules_inline import StateInline

RUN = re.compile(r"\*+|_+|~+")
# What would begin a block, by the first line of CommonMark's rule for it.
BLOCK = re.compile(r"(?:#{1,6}|[-+])(?=\s|\Z)|>|([-_])(?:[ \t]*\1){2}|~~~")
ORDERED = re.compile(r"[ \t]*[0-9]{1,9}\Z")
AFTER_A_NUMBER = re.compile(r"[.)](?=\s|\Z)")
AUTOLINK = re.compile(r"<[^\s<>]*[:@][^\s<>]*>")
ENTITY = re.compile(r"&#?\w{1,32};")


def parse_run_in_word(state: StateInline, silent: bool) -> bool:
    """An inline rule: marks between letters or digits as text."""
    run = None if silent else RUN.match(state.src, state.pos)
    if not run:
        return False
    before, after = _around(run)
    if not (_ends_word(before) and after.isalnum()):
        return False
    state.append_pending(run[0])
    state.pos = run.end()
    return True


def parse_backslash(state: StateInline, silent: bool) -> bool:
    """An inline rule instead of markdown-it's "escape"."""
    if state.src[state.pos] != "\\":
        return False
    after = state.src[state.pos + 1 : min(state.pos + 2, state.posMax)]
    if is_escape(state, after):
        if not silent:
            token = state.push("text_special", "", 0)
            token.content, token.markup, token.info = after, f"\\{after}", "escape"
        state.pos += 2
        return True
    # A mark behind it is text with it: else the backslash would be the mark's left neighbour.
    run = RUN.match(state.src, state.pos + 1, state.posMax)
    end = run.end() if run else state.pos + 1 + (after in {"\\", "[", "]"})
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


def is_escape(state: StateInline, mark: str) -> bool:
    """Whether the backslash at the state's position takes the meaning of the `mark` behind it away."""
    text, at = state.src, state.pos + 1
    if mark in {"*", "`"}:
        return True
    if mark in {"_", "~"} and at in _acting(text, mark):
        return True
    if mark in {"[", "]", "!"}:
        return "](" in text or "references" in state.env
    if mark in {"<", "&"}:
        return bool((AUTOLINK if mark == "<" else ENTITY).match(text, at))
    before = text[text.rfind("\n", 0, at) + 1 : state.pos]
    if ORDERED.match(before):
        return bool(AFTER_A_NUMBER.match(text, at))
    return not before.strip() and bool(BLOCK.match(text, at))


@lru_cache(maxsize=2)
def _acting(text: str, mark: str) -> frozenset[int]:
    """The positions at which marks of this kind would open or close something in a text without backslashes."""
    opening, closing = [], []
    for run in re.finditer(rf"(?:\\?{mark})+", text):
        before, after = _around(run)
        if mark == "_" or run[0].count(mark) > 1:
            if after.strip() and not _ends_word(before):
                opening.append(run)
            if before.strip() and not after.isalnum():
                closing.append(run)
    first = min((run.start() for run in opening), default=len(text))
    last = max((run.start() for run in closing), default=-1)
    acting = [run for run in opening if run.start() < last] + [run for run in closing if run.start() > first]
    return frozenset(position for run in acting for position in range(*run.span()))


def _around(run: re.Match[str]) -> tuple[str, str]:
    """The characters before and after it, "" for none."""
    return run.string[max(run.start() - 1, 0) : run.start()], run.string[run.end() : run.end() + 1]


def _ends_word(character: str) -> bool:
    return character.isalnum() or bool(character and combining(character))
