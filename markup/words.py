"""Inline parts of a text: mentions of people, bare addresses as links, and images as links."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import NamedTuple
from unicodedata import combining, normalize

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .addresses import WEB, without_punctuation
from .limits import NESTING
from .names import fold_letter, fold_name, spell_letter, spell_name
from .sanitise import is_link
from .text import normalised

FORMER_MEMBER = "Ehemaliges Mitglied"
"""Stands where the name of a person stood whose account is deleted."""
MENTION = re.compile(r'<span class="mention" data-person="(\d+)">@([^<]*)</span>')
"""A mention in rendered text: (the person's id, the name)."""
SPOT = re.compile(
    rf"(?P<web>{WEB.pattern})"
    r"|(?P<mail>(?<![\w.+@-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+)"
    r"|(?P<at>(?<!\w)@)",
    re.IGNORECASE,
)


class Person(NamedTuple):
    """The user id and present name of a person who can be mentioned."""

    id: int
    name: str


def short_name(name: str) -> str:
    """A mention needs no more than what stands before the brackets: "Anna Berg" for "Anna Berg (Ulm)"."""
    return name.partition(" (")[0]


def mentionable_names(people: Iterable[Person]) -> dict[str, Person]:
    """Name → whom it means. Of several people with one name it is the first."""
    found: dict[str, Person] = {}
    for person in people:
        for name in (person.name, short_name(person.name)):
            found.setdefault(name, person)
    return found


def mentioned_in(html: str) -> frozenset[Person]:
    """The people whom rendered text mentions, also inside quotes, under the names that stand there."""
    return frozenset(Person(int(pk), unescape(name)) for pk, name in MENTION.findall(html))


def mention_of(person_id: int) -> str:
    """How a mention of this person begins in rendered text; nothing that people write becomes the same."""
    return f'<span class="mention" data-person="{person_id:d}">'


def without_mentions(text: str, html: str, person_id: int) -> str:
    """The source `text` with "Ehemaliges Mitglied" for each "@Name" that means this person in `html`, made of it.

    All other words stay, also the same name without the sign.
    """
    people = People(mentionable_names(sorted(mentioned_in(html))))
    text, parts, done = normalised(text), [], 0
    for match in SPOT.finditer(text):
        named = people.named_at(text, match.end()) if match["at"] else None
        if named and named[0].id == person_id:
            parts += [text[done : match.start()], FORMER_MEMBER]
            done = named[1]
    return "".join([*parts, text[done:]])


class People:
    """Finds the person named at a position, also without accents, apostrophes, hyphens and spaces: see markup.names.

    Of several it is the one whose name stands there exactly. Takes time per letter, not per name: groups have many members.
    """

    def __init__(self, mentionable: Mapping[str, Person]):
        named = {normalize("NFC", name): person for name, person in mentionable.items() if name}
        self.by_name = {name.casefold(): person for name, person in named.items()} | named
        self.by_letters: dict[str, Person] = {}
        for fold in (fold_name, spell_name):
            for name, person in named.items():
                self.by_letters.setdefault(fold(name), person)
        self.beginnings = {name[:end] for name in self.by_letters for end in range(1, len(name) + 1)}
        if any(not fold_letter(name[0]) for name in named):
            self.beginnings.add("")

    def named_at(self, text: str, start: int) -> tuple[Person, int] | None:
        """(the person with the longest name that starts here, the end of the name), or None."""
        found, plain, full = None, "", ""
        if text[start : start + 1].isspace():
            return None
        for end in range(start + 1, len(text) + 1):
            character = text[end - 1]
            letters = fold_letter(character)
            plain, full = plain + letters, full + spell_letter(character)
            if character == "\n" or (plain not in self.beginnings and full not in self.beginnings):
                break
            if not _goes_on(text[end : end + 1]):
                name = text[start:end]
                person = self.by_name.get(name) or self.by_name.get(name.casefold())
                if letters and not person:
                    person = self.by_letters.get(plain) or self.by_letters.get(full)
                found = (person, end) if person else found
        return found


def link_spots(state: StateCore) -> None:
    """A core rule: turns mentions (of env["people"]), mail addresses and images into tokens.

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
    shown = without_punctuation(match[0])
    address = state.md.normalizeLink(shown if match["web"] else f"mailto:{shown}")
    return (_link(address, _text(shown)), match.start() + len(shown)) if is_link(address) else None


def _mention(person: Person, state: StateCore) -> Token:
    state.env["mentioned"][person.id] = True
    return Token("mention", "span", 0, meta={"person": person})


def _link(address: str, shown: Token) -> list[Token]:
    return [Token("link_open", "a", 1, attrs={"href": address}), shown, Token("link_close", "a", -1)]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _goes_on(character: str) -> bool:
    return character.isalnum() or character == "_" or bool(character and combining(character))
