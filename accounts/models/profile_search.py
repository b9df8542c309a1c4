"""SQL expressions that search profiles in the fields that are visible to the searching person."""

from django.db import connection
from django.db.models import BooleanField, Case, CharField, F, Func, Q, Value, When
from django.db.models.functions import Concat, Lower

TEXT = CharField()
SEARCHED_FIELDS = ("function", "organisation", "seeks", "offers")


def profile_matches(query, relation, person="", fields=SEARCHED_FIELDS):
    """A boolean expression: whether name, place and the given fields, as far as visible at this relation, hold each word.

    Words match in any case, also inside of words. `person`: the lookup prefix of the user, for example "user__".
    """
    patterns = [f"%{connection.ops.prep_for_like_query(word)}%" for word in query.split()]
    # LIKE ALL on one lower-case text: ILIKE would convert the text once per word.
    each = Func(*(Lower(Value(one)) for one in patterns), template="ALL (ARRAY[%(expressions)s]::text[])")
    text = Lower(visible_text(person, relation, fields))
    return Func(text, each, template="%(expressions)s", arg_joiner=" LIKE ", output_field=BooleanField())


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
