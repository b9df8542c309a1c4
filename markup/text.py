"""Normalises text for storage: line ends, Unicode composition, no invisible characters."""

import re
import unicodedata

# Zero-width joiners are part of emoji and of Persian and Indian scripts.
ALLOWED_CHARACTERS = frozenset("\n\t\u200c\u200d")
# Letters by their Unicode category, but drawn as nothing.
HANGUL_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs"})
UNSEEN_CATEGORIES = DROPPED_CATEGORIES | {"Mn", "Me", "Zs", "Zl", "Zp"}
BRAILLE_BLANK = "\u2800"
LEADING_BLANK_LINES = re.compile(r"\A(?:[^\S\n]*+\n)+")


def normalised(text: str) -> str:
    """The text with "\\n" as line end, in NFC, without invisible characters and outer blank lines.

    Keeps indentation and the two spaces of a Markdown line break. Idempotent.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    # Invisible characters go first: they may stand between a letter and its combining accent.
    composed = unicodedata.normalize("NFC", without_unseen(lines))
    return LEADING_BLANK_LINES.sub("", composed.rstrip())


def without_unseen(text: str) -> str:
    return "".join(filter(_is_kept, text))


def has_visible_character(text: str) -> bool:
    return any(map(_is_visible, text))


def _is_kept(character: str) -> bool:
    return character in ALLOWED_CHARACTERS or (
        character not in HANGUL_FILLERS and unicodedata.category(character) not in DROPPED_CATEGORIES
    )


def _is_visible(character: str) -> bool:
    return character != BRAILLE_BLANK and unicodedata.category(character) not in UNSEEN_CATEGORIES
