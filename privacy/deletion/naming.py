"""How texts are searched for a person by name: never to change them, only to tell those who may."""

from functools import reduce
from operator import or_
from unicodedata import normalize

from django.db.models import Q

from markup.words import short_name
from vocabulary.addresses import readable_address


def searched_words(person):
    """The full name, without what stands in brackets behind it, and the addresses, as stored and as people write them.

    A name of one word is not searched: nobody could tell whose it is.
    """
    name = normalize("NFC", short_name(person.name))
    addresses = {form for email in person.addresses for form in (email, readable_address(email))}
    return [*([name] if " " in name else []), *sorted(addresses)]


def names_person(person, *fields):
    """Whether one of the fields holds the full name or an address, in upper or lower case, with accents or without."""
    words = searched_words(person)
    return reduce(or_, (Q(**{f"{field}__unaccent__icontains": word}) for field in fields for word in words))
