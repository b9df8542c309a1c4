"""Parses what leads paste or upload into lines with an address: lists of mail programs, spreadsheets, CSV."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from django.core.exceptions import ValidationError

from groups import limits
from web.fields import AddressField, validate_has_letter, validate_no_invisible_characters

# One instance, since making a field takes longer than cleaning a value.
ADDRESS = AddressField()
LINE_ENDS = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029;]+")
# Invisible and never part of an address or a name: soft hyphen, spaces and joiners without width, byte order mark. Other
# invisible characters stay and are refused at their line (markup.text would drop them, and glue lines of a Mac).
DROPPED = dict.fromkeys(map(ord, "\xad\u200b\u2060\ufeff"))
# Invisible, and for addresses that were copied out of other windows at their edges; within, they may be part of a name.
MARKS = "\u200c\u200d\u200e\u200f\u202a\u202c\u2066\u2067\u2068\u2069"
NAME_EDGES = f" \t\xa0{MARKS}'\"‚‘’„“”<>,:|•"
EDGES = f"{NAME_EDGES}()[]{{}}"
MAILTO = re.compile(r"\[mailto:([^\[\]\s<>]{1,300})\]", re.IGNORECASE)
BETWEEN = {"oder", "und", "or", "and", "bzw."}
TITLE = re.compile(r"(?:Prof|Dr|Dipl|PD|Mag)\b")
IN_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Line:
    """One line of a list: the original text, and the address and the name that were found in it, good or not."""

    original: str
    address: str = ""
    name: str = ""

    @cached_property
    def email(self):
        """The address as it is stored; empty if it is not valid."""
        try:
            return ADDRESS.clean(self.address)
        except ValidationError:
            return ""


def parse_lines(text, most=limits.MAILING_MAX_LINES_PARSED):
    """A list with a Line for each address, separated by line breaks, semicolons or commas; at most the first `most`."""
    text = MAILTO.sub(r"<\1>", clean_text(text))
    lines = (line for chunk in LINE_ENDS.split(text) for line in parse_chunk(chunk.strip()))
    return list(islice(lines, most))


def clean_text(text):
    """Normalised (Unicode NFC), without what nobody sees."""
    return unicodedata.normalize("NFC", text).translate(DROPPED)


def parse_chunk(chunk):
    """Yields the Lines of e.g. „Muster, Anna <anna@stadt.de>, bernd@stadt.de“: addresses in brackets and without."""
    *bracketed, rest = chunk.split(">")
    for piece in filter(None, bracketed):
        before, bracket, address = piece.rpartition("<")
        yield from parse_named(before, address) if bracket else parse_plain(piece)
    yield from parse_plain(rest)


def parse_named(before, address):
    address = address_from(address)
    # Outlook repeats it: „Anna <anna@stadt.de<mailto:anna@stadt.de>>“, „'anna@stadt.de' <anna@stadt.de>“.
    bare = before.rstrip(EDGES)
    if address and bare.lower().endswith(address.lower()):
        before = bare[: -len(address)]
    parts = [part.strip(NAME_EDGES) for part in before.split(",")]
    yield from (build_line(part, part) for part in parts if "@" in part)
    name = ", ".join(part for part in parts if part and "@" not in part)
    yield build_line(f"{name} <{address}>".strip(), address, name)


def parse_plain(text):
    words = [word for word in re.split(r"[\s,]+", text) if word]
    addresses = [one for word in words if "@" in word for one in split_addresses(word)]
    others = [word for word in words if "@" not in word]
    if len(addresses) == 1:
        yield build_line(text, addresses[0], " ".join(others))
    elif addresses:
        yield from (build_line(one, one) for word in words for one in split_addresses(word) if is_said(one))
    elif is_said(text):
        yield Line(text.strip()[:200], name=name_from(text))


def split_addresses(word):
    """„anna@stadt.de/anna@web.de“ as two. A slash may be part of one address."""
    return re.split(r"[/|&]", word) if word.count("@") > 1 else [word]


def is_said(word):
    """Whether it is more than what stands between two addresses."""
    return word.strip(EDGES) not in BETWEEN and any(character.isalnum() for character in word)


def build_line(original, address, name=""):
    return Line(original.strip()[:200], address_from(address), name_from(name))


def address_from(text):
    """Without what mail programs put around it."""
    text = text.strip(f"{EDGES}.")
    return text[7:].partition("?")[0] if text[:7].lower() == "mailto:" else text


def name_from(text):
    """The name as it is written in the mail, „Muster, Anna“ turned round; empty if it is not a valid name."""
    name = in_reading_order(" ".join(clean_text(text).strip(NAME_EDGES).split()))
    try:
        check_name(name)
    except ValidationError:
        return ""
    return name


def in_reading_order(name):
    """„Muster, Bernd (Ulm), Dr.“ is Dr. Bernd Muster (Ulm)."""
    last, *others = [part for part in re.split(r" ?, ?", IN_BRACKETS.sub("", name)) if part] or [""]
    if not others:
        return name
    titles = [part for part in others if not split_title(part)[1]]
    first, *rest = [part for part in others if part not in titles] or [""]
    title, last = split_title(last)
    more = [*IN_BRACKETS.findall(name), *(f"({part})" for part in rest)]
    return " ".join(" ".join([*titles, title, first, last, *more]).split())


def split_title(name):
    """„Dr. med. Anna“ as „Dr. med.“ and „Anna“."""
    words = name.split()
    number = next(
        (n for n, word in enumerate(words) if not TITLE.match(word) and not (n and is_short(word))), None
    )
    return (name, "") if number is None else (" ".join(words[:number]), " ".join(words[number:]))


def is_short(word):
    return word.endswith(".") and word[0].islower()


def check_name(name):
    """Raises ValidationError for what cannot stand in a mail."""
    validate_no_invisible_characters(name)
    validate_has_letter(name)
    if len(name) > 100:
        raise ValidationError("Der Name darf höchstens 100 Zeichen haben.", code="max_length")
