"""Mail addresses and domains with umlauts: one form is stored and compared, another is shown.

Stored is the form of the DNS (IDNA 2008): „anna@städte.de“ and „anna@xn--stdte-hra.de“ are one address, and mail servers
take it as it is.
"""

import unicodedata

import idna

PREFIX = "xn--"


def ascii_domain(domain):
    """The stored form, in lower case. Raises ValueError for characters that no domain has."""
    domain = domain.lower()
    return domain if domain.isascii() else idna.encode(domain, uts46=True).decode()


def canonical_address(email):
    """The stored form of an address; "" and what is no address stay. Raises ValueError as ascii_domain."""
    local, at, domain = email.strip().lower().rpartition("@")
    return f"{local}{at}{ascii_domain(domain)}"


def readable_domain(domain):
    """As people write it. Labels of other scripts stay as stored: some of their letters look like Latin ones."""
    return ".".join(map(readable_label, domain.split(".")))


def readable_address(email):
    local, at, domain = email.rpartition("@")
    return f"{local}{at}{readable_domain(domain)}"


def readable_label(label):
    if not label.startswith(PREFIX):
        return label
    try:
        readable = idna.ulabel(label)
    except ValueError:
        return label
    return readable if all(map(is_latin, readable)) else label


def is_latin(character):
    return character.isascii() or unicodedata.name(character, "").startswith("LATIN SMALL LETTER")
