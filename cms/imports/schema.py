"""What the entries of the files hold: types, what is required, and what is wrong, in words."""

from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated, ClassVar, Literal

from django.utils import timezone
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from cms.imports.markup import clean_html


def read_day(value):
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError("should be a day such as 2026-11-30")


def read_moment(value):
    """In the site's time zone, unless it names another."""
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value)
            return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
        except ValueError:
            pass
    raise ValueError("should be a moment such as 2026-11-30T09:30:00")


def read_number(value):
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    raise ValueError("should be a number")


def read_html(value):
    return clean_html(value) if isinstance(value, str) else value


def or_empty(value):
    return "" if value is None else value


# `null` says the same as "".
Text = Annotated[str, BeforeValidator(or_empty)]
Html = Annotated[str, BeforeValidator(read_html)]
Day = Annotated[date, BeforeValidator(read_day)]
Moment = Annotated[datetime, BeforeValidator(read_moment)]
Number = Annotated[Decimal, BeforeValidator(read_number)]
Slug = Annotated[str, Field(min_length=1)]
Visibility = Literal["oeffentlich", "intern", "mitglieder"]
MEMBERS_ONLY = {"intern", "mitglieder"}


class Entry(BaseModel):
    """`unread`: fields of the format of which the site makes nothing."""

    model_config = ConfigDict(extra="forbid", strict=True)
    unread: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="before")
    @classmethod
    def leave_out_unread(cls, data):
        if not isinstance(data, dict):
            return data
        return {name: value for name, value in data.items() if name not in cls.unread}


def parse_entry(kind, raw):
    """(the entry, what is wrong as (field, message)); the entry is None if anything is."""
    try:
        return kind.model_validate(raw), []
    except ValidationError as refused:
        return None, [describe_problem(problem, kind) for problem in refused.errors(include_url=False)]


def describe_problem(problem, kind):
    *path, name = problem["loc"] or ("",)
    field = format_path(problem["loc"])
    if problem["type"] == "extra_forbidden":
        near = get_close_matches(str(name), kind.model_fields, 1) if not path else ()
        return field, f"unknown field{f'; is “{near[0]}” meant?' if near else ''}"
    if problem["type"] == "missing":
        return field, "is missing"
    if problem["type"] == "union_tag_invalid":
        context = problem["ctx"]
        return f"{field}.block", f"unknown block “{context['tag']}”; there are {context['expected_tags']}"
    if problem["type"] == "union_tag_not_found":
        return field, "should be a block: an object with the name “block”"
    message = problem["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return field, message


def format_path(path):
    """("body", 2, "text", "html") is body[2].html: after its number the kind of a block is left out."""
    text, previous = "", None
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        elif not (isinstance(previous, int) and path[0] == "body" and text.count("[") == 1):
            text += f".{part}" if text else str(part)
        previous = part
    return text
