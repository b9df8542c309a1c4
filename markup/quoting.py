"""Quotes of numbered posts: the Markdown that a button inserts, and the author and link that the page shows above."""

import re
from collections.abc import Iterator, Set
from itertools import islice
from typing import NamedTuple

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .limits import MAX_QUOTE_LENGTH, MAX_QUOTES
from .markdown import parse_blocks
from .text import normalised

WITHOUT_WORDS = "(gelöscht)"
"""Stands behind the author's name instead of quoted text that was deleted."""
MARKS = re.compile(r"[\s>*+\-0-9.)]*")
FROM = re.compile(r"(?:.*,\s*)?Nr\.\s*([1-9][0-9]{0,8}):?\s*")


class Reference(NamedTuple):
    """The author's name and the address of a numbered post."""

    name: str
    url: str


def quoted_numbers(text: str) -> frozenset[int]:
    """The numbers of the posts that a text quotes, at most the first 50."""
    numbers = dict.fromkeys(number for _, number in _quotes(parse_blocks(normalised(text))))
    return frozenset(islice(numbers, MAX_QUOTES))


def quote_text(text: str, name: str, number: int) -> str:
    """Markdown for the composer: the author, the beginning of the text without its own quotes, and an empty line."""
    said = _cut_text(_without_quotes(normalised(text)))
    lines = [f"{name}, Nr. {number}:", *said.splitlines()]
    return "".join(f"> {line}".rstrip(" ") + "\n" for line in lines) + "\n"


def recredit_quotes(text: str, name: str, numbers: Set[int], *, without_words: Set[int] = frozenset()) -> str:
    """The Markdown with another author's `name` above the quotes of the posts with these `numbers`.

    Quotes of the posts in `without_words` lose the quoted text.
    """
    tokens = parse_blocks(text)
    lines: list[str | None] = [*text.split("\n")]
    for index, number in reversed(list(_quotes(tokens))):
        if number not in numbers:
            continue
        opening, paragraph = tokens[index - 1], tokens[index + 1]
        first = paragraph.map[0]
        before = lines[first].rpartition(paragraph.content.partition("\n")[0])[0]
        lines[first] = f"{before}{name}, Nr. {number}:"
        if number in without_words:
            lines[first] += f" {WITHOUT_WORDS}"
            _drop_quoted(lines, first + 1, opening.map[1], _depth(before))
    return "\n".join(line for line in lines if line is not None)


def _drop_quoted(lines: list[str | None], start: int, end: int, depth: int) -> None:
    """Drops the lines with the quote's mark. Lines without it may be the writer's own: a blank line separates them."""
    for number in range(start, end):
        line = lines[number]
        if line is not None and _depth(line) >= depth:
            lines[number] = None
        elif line and (number == start or lines[number - 1] is None):
            lines[number] = f"\n{line}"


def _depth(line: str) -> int:
    return MARKS.match(line)[0].count(">")


def credit_quotes(state: StateCore) -> None:
    """A core rule: replaces the first line of a quote by the true author and a link, from env["quotable"]."""
    numbers = dict(_quotes(state.tokens))
    tokens = []
    for index, token in enumerate(state.tokens):
        if token.type == "blockquote_open":
            token.attrs = {"class": "quote"}
        if reference := state.env["quotable"].get(numbers.get(index)):
            meta = {"number": numbers[index], "reference": reference}
            tokens.append(Token("quote_from", "p", 0, meta=meta, block=True))
            _drop_first_line(*state.tokens[index : index + 3])
        tokens.append(token)
    state.tokens = tokens


def _drop_first_line(opening: Token, inline: Token, closing: Token) -> None:
    _, _, inline.content = inline.content.partition("\n")
    opening.hidden = closing.hidden = not inline.content


def _quotes(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Pairs (index of the first paragraph's token in a quote, number of the quoted post)."""
    for index, token in enumerate(tokens[:-2]):
        if token.type == "blockquote_open" and tokens[index + 1].type == "paragraph_open":
            first, _, _ = tokens[index + 2].content.partition("\n")
            if match := FROM.fullmatch(first):
                yield index + 1, int(match[1])


def _without_quotes(text: str) -> str:
    lines = text.split("\n")
    for token in reversed(parse_blocks(text)):
        if token.type == "blockquote_open" and token.level == 0:
            del lines[slice(*token.map)]
    return re.sub(r"\n{3,}", "\n\n", normalised("\n".join(lines)))


def _cut_text(text: str) -> str:
    """The first MAX_QUOTE_LENGTH characters, shortened to the end of a line or word if one is near."""
    if len(text) <= MAX_QUOTE_LENGTH:
        return text
    kept = text[: MAX_QUOTE_LENGTH - 1]
    if not text[MAX_QUOTE_LENGTH - 1].isspace():
        kept = re.sub(r"\s\S{0,60}\Z", "", kept)
    return f"{kept.rstrip()}…"
