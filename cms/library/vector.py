"""What the German full text knows of a fact sheet: a column that PostgreSQL itself keeps up to date."""

from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func

CONFIG = "german"


class LineTexts(Func):
    """The texts of a field of lines, without the ids and types that stand beside them; immutable, as a column needs it."""

    template = "(jsonb_path_query_array(%(expressions)s, '$[*].value')::text)"
    output_field = models.TextField()


class Joined(Func):
    """Several vectors as one."""

    template, arg_joiner = "(%(expressions)s)", " || "
    output_field = SearchVectorField()


def describe_texts():
    """The title is another table's column and is searched beside this one."""
    first, lists, rest = (
        ("intro", "summary"),
        ("goals", "success_factors", "stumbling_blocks", "lessons", "partners", "funding"),
        ("number", "origin_note", "staff_effort", "transferability", "evidence", "accessibility_notes"),
    )
    return Joined(
        SearchVector(*first, weight="B", config=CONFIG),
        SearchVector(*(LineTexts(F(name)) for name in lists), weight="C", config=CONFIG),
        SearchVector(*rest, weight="D", config=CONFIG),
    )
