"""Whether a password is in the list of breached passwords, or a simple variant of one. See docs/decisions/0014."""

import unicodedata
from functools import cache
from pathlib import Path

from accounts.sign_in.bloom import Bloom
from web.slugs import spell_umlauts

FILE = Path(__file__).with_name("breached.bloom")
SHORTEST_CORE = 4


def is_breached(password):
    return any(variant in load_filter() for variant in get_variants(fold_password(password)))


@cache
def load_filter():
    """2.2 MB in memory, read when somebody first chooses a password."""
    return Bloom.read_file(FILE)


def fold_password(password):
    """As in the list: lower case, umlauts and "ß" as two letters, no space around."""
    return spell_umlauts(unicodedata.normalize("NFKC", password).strip().casefold())


def get_variants(password):
    """The folded password, its core, and what it repeats. In time linear in its length, which has no limit."""
    yield password
    if len(inner := get_core(password)) >= SHORTEST_CORE:
        yield inner
    if len(piece := get_repeated(password)) >= SHORTEST_CORE:
        yield piece


def get_core(password):
    """From the first letter to the last: "sommer" for "sommer2024!!"."""
    letters = [place for place, character in enumerate(password) if character.isalpha()]
    return password[letters[0] : letters[-1] + 1] if letters else ""


def get_repeated(password):
    """The part that the letters repeat: "schatz" for "schatz-schatz1"; "" if they repeat none."""
    letters = "".join(filter(str.isalpha, password))
    length = (letters + letters).find(letters, 1)
    return letters[:length] if 0 < length < len(letters) else ""
