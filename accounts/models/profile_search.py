"""Searching by what people tell, as far as they show it."""

from django.db import connection
from django.db.models import BooleanField, Case, CharField, F, Func, Q, Value, When
from django.db.models.functions import Concat, Lower

TEXT = CharField()
EVERYTHING = ("function", "organisation", "seeks", "offers")


def profile_matches(text, relation, person="", fields=EVERYTHING):
    """Whether name, place and those of the fields that are shown at this relation hold each word, whatever its case.

    `person` is a way to a user, for example "user__". However many words there are, the text is put together once.
    """
    patterns = [f"%{connection.ops.prep_for_like_query(word)}%" for word in text.split()]
    # ILIKE would put the text in lower case for each word.
    each = Func(*(Lower(Value(one)) for one in patterns), template="ALL (ARRAY[%(expressions)s]::text[])")
    told = Lower(searchable_text(person, relation, fields))
    return Func(told, each, template="%(expressions)s", arg_joiner=" LIKE ", output_field=BooleanField())


def searchable_text(person, relation, fields):
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
