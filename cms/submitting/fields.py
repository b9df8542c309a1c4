"""Fields of the forms in which members write fact sheets."""

from django import forms
from django.core.exceptions import ValidationError

from cms import limits
from vocabulary.models import Municipality
from web.fields import TextField

FROM_LIST = "Bitte wählen Sie aus der Liste."


def rows(number):
    return forms.Textarea(attrs={"rows": number})


class TownField(forms.ModelChoiceField):
    def __init__(self, **kwargs):
        super().__init__(
            Municipality.objects.all(), label="Stadt oder Gemeinde", empty_label="bitte wählen", **kwargs
        )
        self.error_messages |= {
            "required": "Bitte wählen Sie die Stadt oder Gemeinde.",
            "invalid_choice": FROM_LIST,
        }


class ChosenField(forms.ModelMultipleChoiceField):
    """Some of a vocabulary, as boxes."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": FROM_LIST, "invalid_pk_value": FROM_LIST}


class DayField(forms.DateField):
    default_error_messages = {
        "invalid": "Bitte geben Sie einen Tag an, zum Beispiel 31.12.2026, oder lassen Sie das Feld leer."
    }

    def __init__(self, **kwargs):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(required=False, widget=widget, **kwargs)


class LinesField(TextField):
    """A point in each line; the value is a list of them."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Eine Zeile für jeden Punkt.")
        super().__init__(required=False, widget=rows(4), **kwargs)

    def clean(self, value):
        lines = [line.strip().removeprefix("- ").strip() for line in super().clean(value).split("\n")]
        points = [line for line in lines if line]
        for number, point in enumerate(points, start=1):
            if (surplus := len(point) - limits.POINT_LENGTH) > 0:
                raise ValidationError(
                    f"Punkt {number} ist {surplus} Zeichen zu lang: möglich sind {limits.POINT_LENGTH}. "
                    "Machen Sie am besten zwei Punkte daraus.",
                    code="max_length",
                )
        if len(points) > limits.POINTS:
            raise ValidationError(
                f"Das sind {len(points)} Punkte, möglich sind {limits.POINTS}.", code="too_many"
            )
        return points


def with_anything(field):
    """The same on the page, but whatever was typed is valid."""
    return forms.Field(
        required=False,
        label=field.label,
        help_text=field.help_text,
        widget=field.widget,
        initial=field.initial,
    )
