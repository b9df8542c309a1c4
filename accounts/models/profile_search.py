"""SQL expressions that search profiles in the fields that are visible to the searching person."""

import re

from django.db.models import BooleanField, Case, CharField, F, Func, Q, Value, When
from django.db.models.functions import Concat, Lower

from markup.names import BETWEEN, fold_name

TEXT = CharField()
# What unaccent leaves of apostrophes and hyphens.
SIGNS = "'`´-"
SEARCHED_FIELDS = ("function", "organisation", "seeks", "offers")


def profile_matches(query, relation, person="", fields=SEARCHED_FIELDS):
    """A boolean expression: whether name, place and the given fields, as far as visible at this relation, hold each word.

    Words match as words_match says. `person`: the lookup prefix of the user, for example "user__".
    """
    return words_match(query, visible_text(person, relation, fields))


def words_match(query, text):
    """A boolean expression: whether a text expression holds each word, by the folding of markup.names, in any order.

    Words match also inside of words. Commas around them do not count: „Muster, Lea“.
    """
    patterns = [pattern_of(word) for word in query.split()]
    if query.strip() and not any(patterns):
        return Value(False, output_field=BooleanField())
    each = Func(*map(Value, filter(None, patterns)), template="ALL (ARRAY[%(expressions)s]::text[])")
    # Once per row, whatever the number of words. The patterns skip signs: translate() would take five times as long.
    text = Lower(Func(text, function="unaccent", output_field=TEXT))
    return Func(text, each, template="%(expressions)s", arg_joiner=" ~ ", output_field=BooleanField())


def pattern_of(word):
    """A regular expression for text without accents: umlauts as one letter or two, words at a hyphen as one or two."""
    parts = [re.sub("([aou])e", r"\1", fold_name(part)) for part in BETWEEN.split(word.strip(",") or word)]
    return f"[ {SIGNS}]?".join(f"[{SIGNS}]?".join(map(pattern_of_letter, part)) for part in parts if part)


def pattern_of_letter(letter):
    return f"{letter}e?" if letter in "aou" else re.escape(letter)


def in_order_of_match(found, query, person=""):
    """The queryset, those first in whose name each word stands as it was typed, accents included; else in its order."""
    words = [word.strip(",") for word in query.split()]
    exact = Q(*(Q(**{f"{person}name__icontains": word}) for word in words if word))
    first = Case(When(exact, then=0), default=1) if exact else None
    return found.order_by(first, *found.query.order_by) if first else found


def visible_text(person, relation, fields):
    active = {f"{person}is_active": True}
    columns = [(field, field, active) for field in fields]
    columns += [("place", "municipality__title", {}), ("place", "other_place", {})]
    words = [F(f"{person}name")]
    for field, column, condition in columns:
        shown = Q(**{f"{person}{field}_visibility__gte": relation}, **condition)
        words += [
            Value(" "),
            Case(When(shown, then=f"{person}{column}"), default=Value(""), output_field=TEXT),
        ]
    return Concat(*words)
