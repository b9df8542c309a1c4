"""The one folding by which people are found: without case, accents, apostrophes, hyphens and spaces; ä is also "ae"."""

import re
from functools import lru_cache
from unicodedata import combining, normalize

APOSTROPHES = "'`´‘’‚‛ʻʼʹ′＇"
HYPHENS = "-‐‑‒–—−"
BETWEEN = re.compile(f"[{re.escape(APOSTROPHES + HYPHENS)}]")
"""What may stand between the letters of a name, besides spaces."""
UMLAUTS = {"ä": "ae", "ö": "oe", "ø": "oe", "ü": "ue"}
# What Unicode does not take apart.
LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t"}
)


@lru_cache(maxsize=4096)
def fold_letter(character: str) -> str:
    """In lower case and without accents, "ss" for "ß"; "" for what stands between letters."""
    if character.isspace() or BETWEEN.match(character):
        return ""
    parts = normalize("NFKD", character.casefold())
    base = "".join(part for part in parts if not combining(part)).translate(LETTERS)
    # Other scripts keep their marks, which make other letters.
    return base if base.isascii() else character.casefold()


def spell_letter(character: str) -> str:
    """As folded_letter, with umlauts as two letters."""
    return UMLAUTS.get(character.casefold()) or fold_letter(character)


def fold_name(text: str) -> str:
    return "".join(map(fold_letter, normalize("NFC", text)))


def spell_name(text: str) -> str:
    return "".join(map(spell_letter, normalize("NFC", text)))
