import json
from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Level, ProfileVisibility
from accounts.models.user import working_in
from accounts.models.visibility import ALWAYS_IN_GROUPS, FIELDS
from markup.text import normalised
from vocabulary.models import Municipality, ThemeField
from web.fields import LineField, NameField, PlaceField, TextField

VISIBILITIES = ("visibility", *(f"{field}_visibility" for field in FIELDS))
TEXTS = ("name", "function", "organisation", "seeks", "offers")
EVERYBODY = "Mitglieder aller Gruppen"
CHANGED = (
    "Ihr Profil wurde inzwischen in einem anderen Fenster geändert. Prüfen Sie bitte Ihre Angaben und speichern Sie noch "
    "einmal, wenn sie so gelten sollen."
)
UNWRITTEN = "Ohne die Adresse kann Ihnen nur schreiben, wer mit Ihnen in einer Gruppe ist."
UNKNOWN = "Bitte wählen Sie, wer das sieht."


def digest(stored):
    """A hash of the stored values, to notice that another window has changed them."""
    return sha256(json.dumps(stored, default=str, sort_keys=True).encode()).hexdigest()[:16]


class VisibilityField(forms.TypedChoiceField):
    """To whom a field is shown. `least`: the lowest choice, GROUPS for fields that cannot be hidden from groups."""

    default_error_messages = {"required": UNKNOWN, "invalid_choice": UNKNOWN}

    def __init__(self, *, label, least, **kwargs):
        choices = [(one.value, one.label) for one in ProfileVisibility if one >= least]
        super().__init__(label=label, choices=choices, coerce=int, **kwargs)


class ProfileForm(forms.Form):
    """The profile and to whom each field is shown, with two inputs for each theme field (see `themes`)."""

    name = NameField()
    function = LineField(
        label="Funktion", max_length=100, required=False, help_text="Zum Beispiel „Sozialplanung“."
    )
    organisation = LineField(label="Organisation oder Amt", max_length=100, required=False)
    place = PlaceField(error_messages={"required": "Bitte geben Sie Ihre Stadt oder Gemeinde ein."})
    seeks = TextField(
        label="Ich suche",
        max_length=500,
        required=False,
        help_text="Wozu wünschen Sie sich Rat, Beispiele oder Austausch?",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    offers = TextField(
        label="Ich biete",
        max_length=500,
        required=False,
        help_text="Was geben Sie gern weiter? Etwa Erfahrungen, Unterlagen, einen Besuch vor Ort.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    # The digest of the values that the form was shown with.
    stored = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, user):
        self.user = user
        self.theme_fields = list(ThemeField.objects.all())
        super().__init__(data, initial=self.as_stored())
        self.fields["place"].required = True
        if data is None and self.initial["place"] != user.place:
            self.fields["place"].help_text = "Ein Vorschlag aus Ihrer E-Mail-Adresse."
        self.fields |= self.visibility_fields() | self.theme_inputs()
        self.initial["stored"] = self.digest = digest(self.initial)

    def as_stored(self):
        user = self.user
        initial = {name: getattr(user, name) for name in (*TEXTS, *VISIBILITIES)}
        initial["place"] = user.place or Municipality.objects.of_address(user.email) or ""
        for one in user.experiences.all():
            initial |= {f"level_{one.theme_field_id}": one.level, f"seeks_{one.theme_field_id}": one.seeks}
        return initial

    def visibility_fields(self):
        """With the labels of the model's fields."""
        label = {name: self.user._meta.get_field(name).verbose_name for name in VISIBILITIES}
        least = dict.fromkeys(ALWAYS_IN_GROUPS, ProfileVisibility.GROUPS)
        fields = {
            name: VisibilityField(label=label[name], least=least.get(name, ProfileVisibility.NOBODY))
            for name in VISIBILITIES
        }
        fields["visibility"].choices = [
            (ProfileVisibility.GROUPS, ProfileVisibility.GROUPS.label),
            (ProfileVisibility.ALL, EVERYBODY),
        ]
        fields["email_visibility"].help_text = UNWRITTEN
        fields["visibility"].widget = forms.RadioSelect(choices=fields["visibility"].choices)
        return fields

    def theme_inputs(self):
        fields = {}
        for theme in self.theme_fields:
            fields[f"level_{theme.pk}"] = forms.TypedChoiceField(
                label=f"Erfahrung: {theme.title}",
                choices=[("", "keine Angabe"), *Level.choices],
                coerce=int,
                empty_value=None,
                required=False,
                error_messages={"invalid_choice": "Bitte wählen Sie aus der Liste."},
            )
            fields[f"seeks_{theme.pk}"] = forms.BooleanField(label="Ich suche Austausch", required=False)
        return fields

    def clean_seeks(self):
        return normalised(self.cleaned_data["seeks"])

    def clean_offers(self):
        return normalised(self.cleaned_data["offers"])

    def clean(self):
        """Refuses a form from before the last change, which could show again what was hidden meanwhile."""
        if self.cleaned_data.get("stored", "") not in {"", self.digest}:
            self.data = self.data.copy()
            self.data["stored"] = self.digest
            raise ValidationError(CHANGED, code="changed")

    @property
    def themes(self):
        """(theme field, the input for the level, the box for seeking) for each theme field."""
        return [(theme, self[f"level_{theme.pk}"], self[f"seeks_{theme.pk}"]) for theme in self.theme_fields]

    @property
    def limits(self):
        """The visibility inputs of single fields except the address."""
        return [self[f"{field}_visibility"] for field in FIELDS if field != "email"]

    @property
    def has_limits(self):
        return any(
            limit.errors or str(limit.value()) != str(ProfileVisibility.ALL.value) for limit in self.limits
        )

    def save(self):
        data = self.cleaned_data
        experiences = {
            theme: (data[f"level_{theme.pk}"], data[f"seeks_{theme.pk}"]) for theme in self.theme_fields
        }
        fields = {name: data[name] for name in (*TEXTS, *VISIBILITIES)}
        self.user.describe(experiences, **fields, **working_in(data["place"]))
