"""Web addresses and Windows paths in a text, recognised before inline marks: a "_" or "*" in them is part of them."""

import re

from markdown_it.rules_inline import StateInline

from .sanitise import is_link

# A bracket belongs to it with its partner; otherwise it is the end of a link's words: "[https://a.de](https://b.de)".
WEB = re.compile(r"(?<![^\W_])https?://(?:\[[^\s<>`\\\[\]]*\]|(?!\][\[(])[^\s<>`\\]|\\[*_~])+", re.IGNORECASE)
PATH = re.compile(r'(?:(?<![^\W_])[a-z]:|(?<![\w\\])\\(?=\\\w))\\(?:(?!\][\[(])[^\s<>"|`])*', re.IGNORECASE)
SCHEMES = ("https", "http")
AFTER_AN_ADDRESS = frozenset(".,;:!?'\"*_~…“”„‘’‚«»‹›}")


def parse_web_address(state: StateInline, silent: bool) -> bool:
    """An inline rule, called at the colon: the scheme is then the end of the pending text, as in markdown-it's own."""
    if state.src[state.pos] != ":":
        return False
    before = state.src[max(state.pos - 5, 0) : state.pos].lower()
    scheme = next(filter(before.endswith, SCHEMES), "")
    match = scheme and WEB.match(state.src, state.pos - len(scheme), state.posMax)
    if not match or not (silent or state.pending.lower().endswith(scheme)):
        return False
    typed = without_punctuation(match[0])
    shown = re.sub(r"\\([*_~])", r"\1", typed)
    # Copied out of HTML.
    address = state.md.normalizeLink(shown.replace("&amp;", "&"))
    if not is_link(address):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme)]
        _push_link(state, address, shown)
    state.pos = match.start() + len(typed)
    return True


def _push_link(state: StateInline, address: str, shown: str) -> None:
    """Inside the words of a link it is text."""
    if state.linkLevel:
        state.append_pending(shown)
        return
    state.push("link_open", "a", 1).attrs = {"href": address}
    state.push("text", "", 0).content = shown
    state.push("link_close", "a", -1)


def parse_path(state: StateInline, silent: bool) -> bool:
    """An inline rule: "C:\\_neu", called at the colon, and "\\\\server\\_neu" are text as they were typed."""
    start = state.pos - 1 if state.src[state.pos] == ":" and state.pos else state.pos
    match = PATH.match(state.src, start, state.posMax)
    if not match:
        return False
    end = start + len(without_punctuation(match[0]))
    if end <= state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


def without_punctuation(address: str) -> str:
    """Punctuation after an address belongs to the sentence, as does a bracket that was opened before the address."""
    end = len(address)
    surplus = {closing: address.count(closing) - address.count(opening) for opening, closing in ("()", "[]")}
    while end and (address[end - 1] in AFTER_AN_ADDRESS or surplus.get(address[end - 1], 0) > 0):
        end -= 1
        if address[end] in surplus:
            surplus[address[end]] -= 1
    return address[:end]
