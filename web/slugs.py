"""Readable addresses from German words."""

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def spell_umlauts(text: str) -> str:
    """With two letters for each umlaut and for ß: Django's slugify would drop the dots, or the letter."""
    return text.translate(UMLAUTS)
