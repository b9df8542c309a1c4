from django import forms

from cms import limits
from cms.forms.guarded import GuardedForm
from web.fields import AddressField, LineField, NameField, TextField


class SignUpForm(GuardedForm):
    """`page`: the event; `user`: who asks. Of members the address is known."""

    name = NameField()
    email = AddressField()
    place = LineField(
        label="Stadt oder Organisation",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": "Bitte geben Sie Ihre Stadt oder Organisation an."},
    )
    needs = TextField(
        label="Was brauchen Sie, um gut teilnehmen zu können? (freiwillig)",
        required=False,
        max_length=limits.NEEDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Zum Beispiel Gebärdensprachdolmetschung oder einen Platz für den Rollstuhl.",
    )
    consent = forms.BooleanField(
        label="Meine Angaben dürfen für diese Veranstaltung gespeichert werden, auch die zu meinem Bedarf.",
        error_messages={"required": "Ohne Ihr Einverständnis können wir Ihre Angaben nicht speichern."},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if user.is_authenticated:
            del self.fields["email"]
            self.initial = {"name": user.name, "place": user.place} | self.initial

    @property
    def address(self):
        """To which the mail goes."""
        return self.user.email if self.user.is_authenticated else self.cleaned_data["email"]
