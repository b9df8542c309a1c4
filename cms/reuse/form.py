"""The form „Wir machen das nach“ of a fact sheet."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.limits import EARLIEST_REUSE, LINE_LENGTH
from cms.models.reuse import Reuse, State
from web.fields import LineField


class ReuseForm(forms.Form):
    note = LineField(
        label="Was Sie übernehmen",
        max_length=LINE_LENGTH,
        help_text="Ein Satz, zum Beispiel: „Wir haben den Aushang übernommen und die Karte angepasst.“",
        error_messages={"required": "Bitte sagen Sie in einem Satz, was Sie übernehmen."},
    )
    date = forms.DateField(
        label="Seit wann",
        required=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Ungefähr genügt; ohne Datum zählt der Tag Ihrer Meldung.",
        error_messages={"invalid": "Bitte geben Sie ein Datum an, zum Beispiel 24.12.2025."},
    )

    def clean_date(self):
        since = self.cleaned_data["date"]
        if since and since > timezone.localdate():
            raise ValidationError("Dieses Datum liegt in der Zukunft.", code="future")
        if since and since < date(EARLIEST_REUSE, 1, 1):
            raise ValidationError(f"Bitte prüfen Sie das Jahr: vor {EARLIEST_REUSE}?", code="early")
        return since


def find_report(page, user):
    """What stands of the user's municipality at the fact sheet, whatever its state, or None."""
    return Reuse.objects.filter(page=page, municipality=user.municipality_id).first()


def explain_refusal(page, user):
    """Why this person cannot report a re-use of the fact sheet, in German; "" if they can."""
    if user.municipality_id is None:
        return "Dafür brauchen wir Ihre Stadt oder Gemeinde. Tragen Sie sie in Ihrem Profil ein, und kommen Sie wieder."
    if user.municipality_id == page.municipality_id:
        return "Dieser Steckbrief ist aus Ihrer eigenen Stadt."
    found = find_report(page, user)
    if found and found.state == State.WAITING:
        return f"Für {user.municipality} ist das schon gemeldet. Die Redaktion prüft es noch."
    if found and found.state == State.CONFIRMED:
        return f"{user.municipality} steht hier schon."
    return ""
