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
EVERYBODY = "Mitglieder aller Gruppen"
CHANGED = (
    "Das wurde inzwischen in einem anderen Fenster geändert. Prüfen Sie bitte Ihre Angaben und speichern Sie noch "
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


class Section(forms.Form):
    """A part of the profile that is saved on its own. `key`: its anchor, and the value of its button."""

    key = ""
    is_unsaved = False

    def __init__(self, data=None, *, user):
        self.user = user
        super().__init__(data, initial=self.as_stored())
        # The digest of the values that the section was shown with.
        self.stored = f"stored_{self.key}"
        self.fields[self.stored] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.initial[self.stored] = self.digest = digest(self.initial)

    def as_stored(self):
        return {name: getattr(self.user, name) for name in self.base_fields}

    def clean(self):
        """Refuses a section from before the last change, which could show again what was hidden meanwhile."""
        is_older = self.cleaned_data.get(self.stored, "") not in {"", self.digest}
        if is_older and self.is_changed:
            self.data = self.data.copy()
            self.data[self.stored] = self.digest
            raise ValidationError(CHANGED, code="changed")

    @property
    def message_tag(self):
        """Marks a message that is shown in the section."""
        return f"section {self.key}"

    @property
    def is_changed(self):
        return any(name != self.stored for name in self.changed_data)

    def with_typed(self):
        """The section as it was typed, neither checked nor saved: for those that were not sent."""
        typed = type(self)(user=self.user)
        if self.stored in self.data and self.is_changed:
            typed.is_unsaved = True
            typed.initial |= {
                name: field.widget.value_from_datadict(self.data, self.files, name)
                for name, field in self.fields.items()
            }
        return typed

    def save(self):
        self.user.describe(**{name: self.cleaned_data[name] for name in self.base_fields})


class WorkSection(Section):
    key = "wer"

    name = NameField()
    function = LineField(
        label="Funktion", max_length=100, required=False, help_text="Zum Beispiel „Sozialplanung“."
    )
    organisation = LineField(label="Organisation oder Amt", max_length=100, required=False)
    place = PlaceField(error_messages={"required": "Bitte geben Sie Ihre Stadt oder Gemeinde ein."})

    def __init__(self, data=None, *, user):
        super().__init__(data, user=user)
        self.fields["place"].required = True
        if data is None and self.initial["place"] != user.place:
            self.fields["place"].help_text = "Ein Vorschlag aus Ihrer E-Mail-Adresse."

    def as_stored(self):
        suggested = self.user.place or Municipality.objects.of_address(self.user.email) or ""
        return super().as_stored() | {"place": suggested}

    def save(self):
        data = self.cleaned_data
        texts = {name: data[name] for name in ("name", "function", "organisation")}
        self.user.describe(**texts, **working_in(data["place"]))


class ThemesSection(Section):
    """Two inputs for each theme field, see `themes`."""

    key = "felder"

    def __init__(self, data=None, *, user):
        self.theme_fields = list(ThemeField.objects.all())
        super().__init__(data, user=user)
        self.fields |= self.inputs()

    def as_stored(self):
        initial = {}
        for one in self.user.experiences.all():
            initial |= {f"level_{one.theme_field_id}": one.level, f"seeks_{one.theme_field_id}": one.seeks}
        return initial

    def inputs(self):
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

    @property
    def themes(self):
        """(theme field, the input for the level, the box for seeking) for each theme field."""
        return [(theme, self[f"level_{theme.pk}"], self[f"seeks_{theme.pk}"]) for theme in self.theme_fields]

    def save(self):
        data = self.cleaned_data
        self.user.describe(
            {theme: (data[f"level_{theme.pk}"], data[f"seeks_{theme.pk}"]) for theme in self.theme_fields}
        )


class ExchangeSection(Section):
    key = "austausch"

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

    def clean_seeks(self):
        return normalised(self.cleaned_data["seeks"])

    def clean_offers(self):
        return normalised(self.cleaned_data["offers"])


class VisibilitySection(Section):
    """To whom the profile and each of its fields is shown, with the labels of the model's fields."""

    key = "sichtbar"

    def __init__(self, data=None, *, user):
        super().__init__(data, user=user)
        self.fields |= self.inputs()

    def as_stored(self):
        return {name: getattr(self.user, name) for name in VISIBILITIES}

    def inputs(self):
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
        self.user.describe(**{name: self.cleaned_data[name] for name in VISIBILITIES})


class Profile:
    """All sections in one form, so that what is typed in any of them comes along when one is saved.

    `sent`: the section whose button was pressed; by Enter in a field the first, as browsers do it.
    """

    def __init__(self, data, *, user):
        sections = [
            cls(data, user=user) for cls in (WorkSection, ThemesSection, ExchangeSection, VisibilitySection)
        ]
        self.is_sent = data is not None
        chosen = [one for one in sections if self.is_sent and one.key == data.get("section")]
        self.sent = (chosen or sections)[0]
        self.sections = {
            one.key: one.with_typed() if self.is_sent and one is not self.sent else one for one in sections
        }

    def save(self):
        """Saves the section that was sent, if it is valid. Returns whether it did."""
        if not self.sent.is_valid():
            return False
        self.sent.save()
        self.sections[self.sent.key] = type(self.sent)(user=self.sent.user)
        return True

    @property
    def has_unsaved(self):
        return any(section.is_unsaved for section in self.sections.values())
