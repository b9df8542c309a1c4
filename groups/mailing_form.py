from django import forms
from django.core.exceptions import ValidationError

from groups import addresses
from groups.forms import TextField
from groups.models import Role

BIGGEST = 1_000_000
A_DAY = 3_000


def grouped(number):
    """With German separators: 10.000."""
    return f"{number:,}".replace(",", ".")


class MailingForm(forms.Form):
    """Whom to invite by mail: typed, pasted or from a file."""

    addresses = forms.CharField(
        label="E-Mail-Adressen",
        required=False,
        help_text="Eine je Zeile oder aus Ihrem Mailprogramm kopiert, gern mit Namen: „Anna Muster <anna@stadt.de>“.",
        widget=forms.Textarea(attrs={"rows": 7, "spellcheck": "false", "autocapitalize": "off"}),
    )
    file = forms.FileField(
        label="Oder eine CSV-Datei",
        required=False,
        allow_empty_file=True,
        help_text="Höchstens 1.000 Zeilen. Spalten „E-Mail“ und „Name“ oder „Vorname“ und „Nachname“.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )
    words = TextField(
        label="Ihre Worte",
        max_length=500,
        required=False,
        help_text="Stehen in der Mail und auf der Einladung unter Ihrem Namen.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": "Bitte höchstens 500 Zeichen; es sind %(show_value)d."},
    )
    role = forms.ChoiceField(
        label="Rolle nach dem Beitritt",
        choices=Role.choices,
        initial=Role.MEMBER,
        error_messages={"required": "Bitte wählen Sie eine Rolle."},
    )

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.group = group

    def clean_file(self):
        """The lines of the file; those that are not too many come back in the field for addresses."""
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size > BIGGEST:
            raise ValidationError("Die Datei ist größer als 1 MB.", code="too_big")
        text = addresses.read_file(file.read())
        self.check_number(addresses.read(text))
        return text

    def clean(self):
        data = super().clean()
        if self.errors:
            return self.keep_file(data)
        data["lines"] = addresses.read("\n".join((data["addresses"], data["file"])))
        try:
            self.check_lines(data["lines"])
        except ValidationError as error:
            self.add_error("addresses", error)
            self.keep_file(data)
        return data

    def check_lines(self, lines):
        if not lines:
            raise ValidationError("Bitte geben Sie mindestens eine Adresse ein.", code="required")
        if not any(line.email for line in lines):
            raise ValidationError("Darin ist keine gültige E-Mail-Adresse.", code="invalid")
        self.check_number(lines)
        left = A_DAY - self.group.recipients.of_today().count()
        if len(lines) > left:
            raise ValidationError(
                f"Eine Gruppe lädt an einem Tag höchstens {grouped(A_DAY)} Personen ein; heute noch {grouped(left)}.",
                code="too_many_today",
            )

    def check_number(self, lines):
        if len(lines) > addresses.MOST:
            raise ValidationError(
                f"Höchstens {grouped(addresses.MOST)} Adressen auf einmal; es sind {grouped(len(lines))}.",
                code="too_many",
            )

    def keep_file(self, data):
        """A browser forgets the file of a form that comes back, so its lines stand where they can be corrected."""
        if lines := data.get("file"):
            self.data = self.data.copy()
            self.data["addresses"] = "\n".join(filter(None, (self.data.get("addresses"), lines)))
        return data
