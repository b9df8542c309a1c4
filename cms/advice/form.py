from django import forms

from cms import limits
from cms.forms.guarded import GuardedForm
from vocabulary.models import ThemeField
from web.fields import AddressField, LineField, NameField, TextField

SHOWN_FIELDS = 7
"""Theme fields above "Weitere zeigen"."""


class AdviceForm(GuardedForm):
    place = LineField(
        label="Stadt oder Gemeinde",
        max_length=limits.PLACE_LENGTH,
        widget=forms.TextInput(attrs={"list": "staedte", "autocomplete": "address-level2"}),
        help_text="Steht Ihre Stadt nicht in der Liste? Schreiben Sie sie einfach hin.",
        error_messages={"required": "Bitte nennen Sie Ihre Stadt oder Gemeinde."},
    )
    concern = TextField(
        label="Worum geht es?",
        max_length=limits.MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Drei Sätze genügen. Wo stehen Sie, und was hält Sie auf?",
        error_messages={"required": "Bitte schreiben Sie in einem Satz, worum es geht."},
    )
    theme_fields = forms.ModelMultipleChoiceField(
        label="Themenfelder (wenn Sie mögen)",
        queryset=ThemeField.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(
            ("list", "invalid_choice", "invalid_pk_value"),
            "Bitte wählen Sie aus den Themenfeldern dieser Liste.",
        ),
    )
    name = NameField()
    function = LineField(
        label="Funktion (freiwillig)",
        required=False,
        max_length=limits.LINE_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    email = AddressField(help_text="Dorthin kommt auch der Link zum Stand Ihrer Anfrage.")
    phone = LineField(
        label="Telefon (freiwillig)",
        required=False,
        max_length=limits.PHONE_LENGTH,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    consent = forms.BooleanField(
        label="Meine Angaben dürfen zur Beratung gespeichert werden.",
        error_messages={
            "required": "Bitte kreuzen Sie das Kästchen an: Ohne Ihre Angaben können wir nicht beraten."
        },
    )

    @property
    def fields_of_person(self):
        return [self[name] for name in ("name", "function", "email", "phone")]

    @property
    def first_theme_fields(self):
        return self["theme_fields"].subwidgets[:SHOWN_FIELDS]

    @property
    def further_theme_fields(self):
        return self["theme_fields"].subwidgets[SHOWN_FIELDS:]

    @property
    def has_further_chosen(self):
        return any(choice.data["selected"] for choice in self.further_theme_fields)


def describe_member(user):
    """What a member need not type; initial values of the form."""
    if not user.is_authenticated:
        return {}
    seen = user.itself
    return {"place": seen.place, "name": seen.name, "function": seen.function, "email": user.email}
