"""Renders Markdown to the HTML that is stored beside it: once, when the text is written."""

from collections.abc import Mapping
from functools import lru_cache
from html.parser import HTMLParser
from types import MappingProxyType
from typing import NamedTuple

from django.utils.safestring import SafeString

from .markdown import make_parser
from .quoting import Reference, credit_quotes, quoted_numbers
from .sanitise import WORDS, sanitised
from .text import has_visible_character, normalised, with_line_breaks, without_unseen
from .words import People, Person, link_spots

__all__ = [
    "VERSION",
    "Person",
    "Reference",
    "Rendered",
    "excerpt",
    "has_own_words",
    "is_empty",
    "quoted_numbers",
    "render_markdown",
    "stored",
]

VERSION = 2
"""Stored with each rendered text. Increase it when the same text would become other HTML."""
NOTHING = MappingProxyType({})
# Texts of up to some 20,000 characters (forum/limits.py), per process.
KEPT = 8
QUOTES = frozenset({"blockquote"})
LEFT_OUT = QUOTES | {"pre"}


class Rendered(NamedTuple):
    """`mentioned`: ids of the people mentioned outside quotes, without duplicates, in order of appearance."""

    html: SafeString
    mentioned: tuple[int, ...]


def render_markdown(
    text: str, *, mentionable: Mapping[str, Person] = NOTHING, quotable: Mapping[int, Reference] = NOTHING
) -> Rendered:
    """`mentionable`: {name: Person}; `quotable`: {number: Reference}."""
    if mentionable or quotable:
        return render_linked(text, mentionable, quotable)
    return render_alone(text)


@lru_cache(KEPT)
def render_alone(text: str) -> Rendered:
    """Kept for a moment: a form checks what there is to read in a text before the same text is stored."""
    return render_linked(text, NOTHING, NOTHING)


def render_linked(
    text: str, mentionable: Mapping[str, Person], quotable: Mapping[int, Reference]
) -> Rendered:
    markdown = make_parser()
    markdown.core.ruler.after("limit_blocks", "credit_quotes", credit_quotes)
    markdown.core.ruler.push("link_spots", link_spots)
    env = {"people": People(mentionable), "mentioned": {}, "quotable": quotable}
    # Markdown resolves character references such as &#x202e; to characters that normalising removes.
    html = without_unseen(with_line_breaks(markdown.render(normalised(text), env)))
    return Rendered(SafeString(sanitised(html)), tuple(env["mentioned"]))


def stored(html: str) -> SafeString:
    """Marks HTML that `render` has made and the database has stored as safe."""
    return SafeString(html)


def is_empty(html: str) -> bool:
    """Whether rendered text shows no character, such as one of link definitions, rules or invisible letters only.

    An HTML comment is not empty: it is shown as it was typed.
    """
    return not has_visible_character(_Words.of(html))


def has_own_words(html: str) -> bool:
    """Whether rendered text shows a character outside its quotes."""
    return has_visible_character(_Words.of(html, without=QUOTES))


def excerpt(html: str, length: int) -> str:
    """The plain text of rendered HTML without quotes and code blocks, cut at a word to `length` characters.

    With the numbers of ordered lists: they may be dates.
    """
    words = " ".join(_NumberedWords.of(html, without=LEFT_OUT).split())
    if len(words) <= length:
        return words
    whole, space, _ = words[:length].rpartition(" ")
    return f"{whole if space else words[: length - 1]}…"


class _Words(HTMLParser):
    def __init__(self, without: frozenset[str]):
        super().__init__()
        self.without, self.depth, self.words = without, 0, []

    @classmethod
    def of(cls, html: str, without: frozenset[str] = frozenset()) -> str:
        reader = cls(without)
        reader.feed(html)
        reader.close()
        return "".join(reader.words)

    def handle_starttag(self, tag, _attrs):
        self.depth += tag in self.without
        self._part(tag)

    def handle_endtag(self, tag):
        self.depth -= tag in self.without
        self._part(tag)

    def handle_data(self, data):
        if not self.depth:
            self.words.append(data)

    def _part(self, tag):
        if tag not in WORDS:
            self.words.append(" ")


class _NumberedWords(_Words):
    def __init__(self, without: frozenset[str]):
        super().__init__(without)
        self.numbers: list[int | None] = []

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, attrs)
        if tag in {"ol", "ul"}:
            self.numbers.append(int(dict(attrs).get("start", 1)) if tag == "ol" else None)
        elif tag == "li" and self.numbers and self.numbers[-1] is not None:
            number = int(dict(attrs).get("value", self.numbers[-1]))
            self.numbers[-1] = number + 1
            self.handle_data(f"{number}. ")

    def handle_endtag(self, tag):
        super().handle_endtag(tag)
        if tag in {"ol", "ul"} and self.numbers:
            self.numbers.pop()
