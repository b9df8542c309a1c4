"""Inline parts of a text: mentions of people, bare addresses as links, and images as links."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from unicodedata import combining, normalize

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .markdown import NESTING
from .sanitise import is_link

SPOT = re.compile(
    r"(?P<web>(?<!\w)https?://[^\s<>]+)"
    r"|(?P<mail>(?<![\w.+@-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+)"
    r"|(?P<at>(?<!\w)@)",
    re.IGNORECASE,
)
AFTER_AN_ADDRESS = frozenset(".,;:!?'\"*_~…“”„‘’‚«»‹›]}")


class Person(NamedTuple):
    """The user id and present name of a person who can be mentioned."""

    id: int
    name: str


class People:
    """Finds the person named at a position. Takes time per length of a name, not per name: groups have many members."""

    def __init__(self, mentionable: Mapping[str, Person]):
        named = {normalize("NFC", name): person for name, person in mentionable.items() if name}
        self.by_name = {name.casefold(): person for name, person in named.items()} | named
        self.lengths = sorted({len(name) for name in named}, reverse=True)
        self.initials = {name[0].casefold() for name in named}

    def named_at(self, text: str, start: int) -> tuple[Person, int] | None:
        """(the person with the longest name that starts here, the end of the name), or None."""
        if text[start : start + 1].casefold() not in self.initials:
            return None
        for end in (start + length for length in self.lengths):
            if end <= len(text) and not _goes_on(text[end : end + 1]):
                name = text[start:end]
                if person := self.by_name.get(name) or self.by_name.get(name.casefold()):
                    return person, end
        return None


def link_spots(state: StateCore) -> None:
    """A core rule: turns mentions (of env["people"]), bare addresses and images into tokens.

    Collects the ids of the mentioned as keys of env["mentioned"], without those inside quotes.
    """
    quotes, mentioned = 0, state.env["mentioned"]
    for token in state.tokens:
        quotes += token.nesting if token.type.startswith("blockquote") else 0
        if token.type == "inline":
            state.env["mentioned"] = {} if quotes else mentioned
            token.children = list(_recognised(list(_not_too_deep(token.children or [])), state))
    state.env["mentioned"] = mentioned


def _not_too_deep(children: list[Token]) -> Iterator[Token]:
    """Limits the depth of emphasis inside emphasis; the parser itself limits that of quotes and lists only."""
    depth = 0
    for child in children:
        depth += child.nesting == 1
        if child.nesting == 0 or depth <= NESTING:
            yield child
        depth -= child.nesting == -1


def _recognised(children: list[Token], state: StateCore) -> Iterator[Token]:
    link = None
    for before, child in zip([None, *children], children, strict=False):
        if child.type == "link_open":
            link = child
        elif child.type == "link_close":
            if before is link:
                yield _text(str(link.attrs["href"]))
            link = None
        if child.type == "image":
            yield from _picture(child, state, inside_link=link is not None)
        elif child.type == "text" and link is None:
            yield from _spots(child.content, state)
        else:
            yield child


def _picture(image: Token, state: StateCore, inside_link: bool) -> Iterator[Token]:
    address = str(image.attrs["src"])
    words = state.md.renderer.renderInlineAsText(image.children, state.md.options, state.env)
    shown = _text(words.strip() or address)
    yield from [shown] if inside_link else _link(address, shown)


def _spots(text: str, state: StateCore) -> Iterator[Token]:
    done = 0
    for match in SPOT.finditer(text):
        if match.start() >= done and (found := _spot(match, state)):
            tokens, end = found
            yield _text(text[done : match.start()])
            yield from tokens
            done = end
    yield _text(text[done:])


def _spot(match: re.Match, state: StateCore) -> tuple[list[Token], int] | None:
    if match["at"]:
        named = state.env["people"].named_at(match.string, match.end())
        return named and ([_mention(named[0], state)], named[1])
    shown = _without_punctuation(match[0])
    address = state.md.normalizeLink(shown if match["web"] else f"mailto:{shown}")
    return (_link(address, _text(shown)), match.start() + len(shown)) if is_link(address) else None


def _without_punctuation(address: str) -> str:
    """Punctuation after an address belongs to the sentence, as does a bracket that was opened before the address."""
    surplus, end = address.count(")") - address.count("("), len(address)
    while end and (address[end - 1] in AFTER_AN_ADDRESS or (address[end - 1] == ")" and surplus > 0)):
        end -= 1
        surplus -= address[end] == ")"
    return address[:end]


def _mention(person: Person, state: StateCore) -> Token:
    state.env["mentioned"][person.id] = True
    return Token("mention", "span", 0, meta={"person": person})


def _link(address: str, shown: Token) -> list[Token]:
    return [Token("link_open", "a", 1, attrs={"href": address}), shown, Token("link_close", "a", -1)]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _goes_on(character: str) -> bool:
    return character.isalnum() or character == "_" or bool(character and combining(character))
