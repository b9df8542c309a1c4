"""Normalises text for storage: line ends, Unicode composition, no invisible characters.

A character that Python's Unicode tables do not know yet is kept: it may be an emoji of this year.
"""

import re
import unicodedata

# Zero-width joiners are part of emoji and of Persian and Indian scripts.
ALLOWED_CHARACTERS = frozenset("\n\t\u200c\u200d")
# Letters by their Unicode category, but drawn as nothing.
HANGUL_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
# Unassigned for ever: noncharacters, and what is reserved for characters without a picture.
LAST_OF_PLANES = [plane + last for plane in range(0, 0xE0000, 0x10000) for last in (0xFFFE, 0xFFFF)]
NEVER_SEEN = frozenset(map(chr, (0x2065, *range(0xFDD0, 0xFDF0), *range(0xFFF0, 0xFFF9), *LAST_OF_PLANES)))
RESERVED = "\U000e0000"
"""From here on nothing that is unassigned will ever be seen."""
# Of a region, such as England: tag characters behind a black flag (Unicode Technical Standard 51, ED-14a).
FLAG = re.compile("(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)")
LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""As word processors, mail programs and spreadsheets write them, besides "\\n"."""
DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs"})
UNSEEN_CATEGORIES = DROPPED_CATEGORIES | {"Mn", "Me", "Zs", "Zl", "Zp"}
BRAILLE_BLANK = "\u2800"
LEADING_BLANK_LINES = re.compile(r"\A(?:[^\S\n]*+\n)+")


def normalised(text: str) -> str:
    """The text with "\\n" as line end, in NFC, without invisible characters and outer blank lines.

    Keeps indentation and the two spaces of a Markdown line break. Idempotent.
    """
    # Invisible characters go first: they may stand between a letter and its combining accent.
    composed = unicodedata.normalize("NFC", without_unseen(with_line_breaks(text)))
    return LEADING_BLANK_LINES.sub("", composed.rstrip())


def with_line_breaks(text: str) -> str:
    """The text with "\\n" for each line end of any kind."""
    return LINE_END.sub("\n", text)


def without_unseen(text: str) -> str:
    """The text without invisible characters, except those that are part of a flag, an emoji or a script."""
    between = FLAG.split(text)
    between[::2] = ("".join(filter(_is_kept, part)) for part in between[::2])
    return "".join(between)


def has_visible_character(text: str) -> bool:
    return any(map(_is_visible, text))


def _is_kept(character: str) -> bool:
    if character in ALLOWED_CHARACTERS:
        return True
    if character in HANGUL_FILLERS or character in NEVER_SEEN:
        return False
    category = unicodedata.category(character)
    return category not in DROPPED_CATEGORIES and not (category == "Cn" and character >= RESERVED)


def _is_visible(character: str) -> bool:
    return character != BRAILLE_BLANK and unicodedata.category(character) not in UNSEEN_CATEGORIES
