"""What texts say of a person who is leaving, and what stands there instead when they are gone."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from html.entities import html5
from string import punctuation
from unicodedata import normalize
from urllib.parse import quote

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, Func, TextField, Value
from django.db.models.functions import Cast
from django.utils.text import slugify

FORMER = "Ehemaliges Mitglied"
NO_ADDRESS = "(Adresse gelöscht)"
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# Also from one line of a quote to the next. It gives nothing back, so that names of ">" cost no time without end.
GAP = r"(?>[^\S\n]*+\\?\n[\s>]*+|(?:\s|&nbsp;|&#0{0,4}(?:32|160);|&#[xX]0{0,4}(?:20|[aA]0);)++)"
# An underscore may be Markdown's; an accent belongs to the letter before it.
START, END = r"(?<![^\W_])", r"(?![^\W_]|[\u0300-\u036f])"
BACKSLASH = r"\\?"
LETTERS = {"ß": ("ß", "ẞ", "ss"), "ẞ": ("ß", "ẞ", "ss"), "'": ("'", "’"), "’": ("'", "’")}
ENTITIES = {character: name for name, character in sorted(html5.items()) if name.endswith(";")}
WEB = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
NEVER = re.compile(r"(?!)")


def spelled(name: str) -> str:
    """A pattern of the name in all its spellings: spaces, accents, as HTML or JSON. Its case is left to the flags."""
    return GAP.join("".join(map(letter, word)) for word in normalize("NFC", name).split())


def letter(character: str) -> str:
    all_ways = LETTERS.get(character, (character,))
    spellings = {
        spelling
        for one in all_ways
        for spelling in (one, normalize("NFD", one), escape(one), json.dumps(one)[1:-1])
    }
    ways = sorted(map(re.escape, spellings), key=len, reverse=True)
    if not (character.isascii() and character.isalnum()):
        ways += [way for one in all_ways if len(one) == 1 for way in entities(one)]
    return f"{BACKSLASH if character in punctuation else ''}(?:{'|'.join(ways)})"


def entities(character: str) -> list[str]:
    """As Markdown and HTML may write it, by its number or its name."""
    number = ord(character)
    named = [re.escape(f"&{ENTITIES[character]}")] if character in ENTITIES else []
    return [f"&#0{{0,4}}{number};", f"&#[xX]0{{0,4}}{number:x};", *named]


def one_of(patterns: Iterable[str]) -> re.Pattern:
    found = sorted(patterns, key=len, reverse=True)
    return re.compile("|".join(found), re.IGNORECASE) if found else NEVER


def short(name: str) -> str:
    """What stands in brackets behind a name need not be typed."""
    return name.partition(" (")[0]


def has_two_words(name: str) -> bool:
    return len(name.split()) > 1


@dataclass(frozen=True)
class Forgetting:
    """A person's names and addresses. What is missing from `words` is replaced only where the person is meant for sure.

    `names`: all by which the person is or was known; `words`: those of them that plain text loses;
    `shared`: those that are somebody else's, too; `longer`: names of others that begin with one of them.
    """

    pk: int
    names: frozenset[str]
    addresses: frozenset[str]
    words: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    longer: frozenset[str] = field(default=frozenset())

    @property
    def left(self) -> frozenset[str]:
        """Full names that plain text keeps."""
        return frozenset(filter(has_two_words, self.names)) - self.words

    @property
    def sign(self) -> str:
        """What the HTML of a mention holds."""
        return f'data-person="{self.pk:d}"'

    def forget(self, text: str) -> str:
        """The text without mentions, names and addresses; the same text if there are none."""
        text = self._address.sub(NO_ADDRESS, self._mail_link.sub(what_was_in_it, text))
        text = self._slug.sub(lambda way: f"{way[1]}thema", text)
        text = WEB.sub(lambda address: self._in_web.sub("ehemaliges-mitglied", address[0]), text)
        return self._word.sub(FORMER, self._mention.sub(FORMER, text))

    def forget_mentions(self, text: str, html: str) -> str:
        """For a text in whose HTML the person is mentioned, under whichever name."""
        called = self.names | set(called_in(html, self.pk))
        called |= set(map(short, called))
        return one_of(self._at(name) for name in called).sub(FORMER, text)

    def says_left(self, text: str) -> bool:
        """Whether the text holds a name that is left there."""
        return bool(self._left.search(text))

    def is_named(self, text: str) -> bool:
        """Whether the text holds a full name or an address, whatever is replaced."""
        return bool(self._full.search(text) or self._address.search(text))

    @cached_property
    def likes(self) -> list[str]:
        """Patterns for PostgreSQL's ILIKE that find all of this, and more."""
        told = {name for name in self.names if has_two_words(name)} | self.addresses
        return sorted({f"%{re.sub(r'[^A-Za-z0-9]+', '%', normalize('NFC', one))}%" for one in told})

    @cached_property
    def _mention(self):
        return one_of(self._at(name) for name in self.names - self.shared if has_two_words(name))

    @cached_property
    def _word(self):
        return one_of(map(self._plain, self.words))

    @cached_property
    def _left(self):
        return one_of(map(self._plain, self.left))

    @cached_property
    def _full(self):
        return one_of(self._plain(name) for name in self.names if has_two_words(name))

    @cached_property
    def _address(self):
        # Not a part of somebody else's.
        start, end = r"(?<![^\W_])(?<![^\W_][_.+-])", r"(?![^\W_]|-[\w-]*\.\w|\.\w)"
        return one_of(rf"<?{start}(?:mailto:)?{at(one)}{end}>?" for one in self.addresses)

    @cached_property
    def _mail_link(self):
        return one_of(rf"\[([^\[\]\n]*)\]\(mailto:{at(one)}[^)\n]*\)" for one in self.addresses)

    @cached_property
    def _slug(self):
        """The readable end of a thread's address."""
        slugs = {slugify(name.lower().translate(UMLAUTS)) for name in self.words} - {""}
        held = "|".join(map(re.escape, slugs))
        return re.compile(rf"(themen/\d+/)[\w-]*(?:{held})[\w-]*") if slugs else NEVER

    @cached_property
    def _in_web(self):
        """In the addresses of pages and files."""
        return one_of(
            rf"{START}{r'(?:%20|[-_.+])'.join(map(word_in_web, name.split()))}{END}" for name in self.words
        )

    def _at(self, name):
        return rf"{START}@{spelled(name)}{END}{self._not_longer(name)}"

    def _plain(self, name):
        return rf"{START}{spelled(name)}(?:['’]?s)?{END}{self._not_longer(name)}"

    def _not_longer(self, name):
        """Where "Anna Berg (Ulm)" is meant, it is not Anna Berg."""
        begin = name.casefold()
        rests = (one[len(name) :] for one in self.longer if one.casefold().startswith(begin))
        return "".join(rf"(?!\s*{spelled(rest)})" for rest in rests if rest.strip())


def what_was_in_it(link: re.Match) -> str:
    """Never nothing: a text must not become empty."""
    return next((words for words in link.groups() if words and words.strip()), NO_ADDRESS)


def at(address: str) -> str:
    """In all its spellings, also with something of the person's own behind a plus."""
    sign = rf"(?:\+[\w.-]*)?(?:{letter('@')}|%40)"
    return sign.join("".join(map(letter, part)) for part in address.rsplit("@", 1))


def word_in_web(word: str) -> str:
    ways = {word, quote(word), word.translate(UMLAUTS), slugify(word.translate(UMLAUTS)), slugify(word)}
    return f"(?:{'|'.join(map(re.escape, sorted(ways - {''}, key=len, reverse=True)))})"


def called_in(html: str, pk: int) -> list[str]:
    """The names under which rendered text mentions the person."""
    return re.findall(rf'data-person="{pk:d}">@([^<]+)<', html)


def likely(column: str, patterns: list[str]) -> Func:
    """Whether the column, of text or made of it, is like one of these patterns."""
    wanted = Func(Value(patterns, output_field=ArrayField(TextField())), template="(%(expressions)s::text[])")
    told = Cast(F(column), TextField())
    return Func(
        told, wanted, template="%(expressions)s", arg_joiner=" ILIKE ANY ", output_field=BooleanField()
    )


def each_text(value, change: Callable[[str], str]):
    """The same value of JSON or an array, with each text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list | tuple):
        return [each_text(one, change) for one in value]
    if isinstance(value, dict):
        return {change(key): each_text(one, change) for key, one in value.items()}
    return value
