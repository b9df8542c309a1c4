"""What a form of a fact sheet holds, in words, for its author."""

from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from cms.submitting.content import BOXES, DATES
from cms.submitting.forms import FactSheetForm


def read_form(form):
    """(label, texts) of each field in which something stands."""
    told = [(bound.label, read_field(bound)) for bound in form.visible_fields()]
    return [(label, texts) for label, texts in told if texts]


def read_field(bound):
    value = bound.value() or ""
    if bound.name in BOXES:
        return ["ja"] if value else []
    if bound.name in DATES:
        return [read_day(value)] if value else []
    choices = {str(key): str(label) for key, label in getattr(bound.field.widget, "choices", ()) if str(key)}
    lines = value if isinstance(value, list) else value.split("\n")
    return [choices.get(line.strip(), line) for line in lines if line.strip()]


def read_day(text):
    try:
        return date_format(parse_date(text) or text, "j. F Y")
    except (ValueError, AttributeError):
        return text


def tell_typed(typed):
    """The same of stored values as one text: for the export of one's data."""
    told = read_form(FactSheetForm(initial=typed, is_draft=True))
    return " / ".join(f"{label}: {'; '.join(texts)}" for label, texts in told)
