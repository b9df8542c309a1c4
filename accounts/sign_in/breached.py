"""Which passwords are known from breaches, or only dress one of those up. See docs/decisions/0014."""

import unicodedata
from functools import cache
from pathlib import Path

from accounts.sign_in.bloom import Bloom

FILE = Path(__file__).with_name("breached.bloom")
SHORTEST_CORE = 4
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def is_known(password):
    return any(form in breached() for form in forms(folded(password)))


@cache
def breached():
    """The list, read when somebody first chooses a password: 2.2 MB in each process that needs it."""
    return Bloom.read(FILE)


def folded(password):
    """As the list has it: small letters, umlauts and "ß" as two, no space around."""
    return unicodedata.normalize("NFKC", password).strip().casefold().translate(UMLAUTS)


def forms(password):
    """The folded password, and what is left of it without its disguise. Linear in its length, which has no limit."""
    yield password
    if len(inner := core(password)) >= SHORTEST_CORE:
        yield inner
    if len(piece := repeated(password)) >= SHORTEST_CORE:
        yield piece


def core(password):
    """From the first letter to the last: "sommer" of "sommer2024!!"."""
    letters = [place for place, character in enumerate(password) if character.isalpha()]
    return password[letters[0] : letters[-1] + 1] if letters else ""


def repeated(password):
    """What the letters say again and again: "schatz" of "schatz-schatz1". Empty if they do not."""
    letters = "".join(filter(str.isalpha, password))
    length = (letters + letters).find(letters, 1)
    return letters[:length] if 0 < length < len(letters) else ""
