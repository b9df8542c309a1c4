"""Cleans one line that people type or paste: names, titles, places."""

import unicodedata

from django.core.exceptions import ValidationError

from markup.text import BRAILLE_BLANK, without_unseen

# Embeddings, overrides and isolates, by which what stands behind them is shown backwards (Unicode Annex 9).
DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
REFUSED = "Zeichen {}: {}. Bitte löschen Sie es, oder tippen Sie den Text neu."
DIRECTION = "unsichtbar, ändert die Schreibrichtung"
CONTROL = "ein unsichtbares Steuerzeichen"


def clean_line(text):
    """In Unicode NFC, with single spaces for all white space and none around, without invisible characters.

    Those that could disguise what stands there or break the header of a mail are no slip of copying: raises
    ValidationError, with their place in `text`.
    """
    for place, character in enumerate(text, start=1):
        if character in DIRECTIONS:
            raise ValidationError(REFUSED.format(place, DIRECTION), code="invisible")
        if unicodedata.category(character) == "Cc" and not character.isspace():
            raise ValidationError(REFUSED.format(place, CONTROL), code="invisible")
    # White space first: some of it has no width and would be dropped.
    line = " ".join(text.replace(BRAILLE_BLANK, " ").split())
    return unicodedata.normalize("NFC", " ".join(without_unseen(line).split()))
