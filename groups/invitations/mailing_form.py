from django import forms
from django.core.exceptions import ValidationError

from accounts.second_factor.pending_form import LOST_FILES_FIELD
from groups import limits
from groups.invitations.lists import addresses, tables
from groups.models import Role
from web.fields import TextField
from web.numbers import format_number


def too_many_today(left):
    """The message of TooManyToday."""
    most = f"Eine Gruppe lädt an einem Tag höchstens {format_number(limits.MAILING_MAX_PER_DAY)} Personen ein"
    return f"{most}; heute noch {format_number(left)}."


class MailingForm(forms.Form):
    """Whom to invite by mail: typed, pasted or from a file."""

    addresses = TextField(
        label="E-Mail-Adressen",
        required=False,
        max_length=limits.MAILING_MAX_TEXT,
        help_text="Eine je Zeile, oder aus Outlook oder Excel kopiert, gern mit Namen: „Anna Muster <anna@stadt.de>“.",
        widget=forms.Textarea(attrs={"rows": 7, "spellcheck": "false", "autocapitalize": "off"}),
        error_messages={"max_length": "Höchstens 1.000 Adressen auf einmal; das sind viel mehr."},
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
        help_text="Stehen in der E-Mail und auf der Einladung unter Ihrem Namen.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    role = forms.ChoiceField(
        label="Rolle nach dem Beitritt",
        help_text=f"Mehr als „Mitglied“ bekommen höchstens {limits.MAILING_MAX_WITH_ROLE} Personen auf einmal.",
        choices=Role.choices,
        initial=Role.MEMBER,
        error_messages={"required": "Bitte wählen Sie eine Rolle."},
    )

    def clean_file(self):
        """Cleaned to the lines of the file as text."""
        file = self.cleaned_data["file"]
        if not file:
            self.refuse_lost_file()
            return ""
        if file.size > limits.MAILING_MAX_FILE_SIZE:
            raise ValidationError("Die Datei ist größer als 1 MB.", code="too_big")
        text = tables.csv_as_text(file.read())
        self.check_number(addresses.parse_lines(text))
        return text

    def refuse_lost_file(self):
        """Adds an error if a second factor has lost the file, since only the pasted people would be invited."""
        if LOST_FILES_FIELD in self.data:
            raise ValidationError("Bitte wählen Sie die Datei noch einmal.", code="lost")

    def clean(self):
        data = super().clean()
        if self.errors:
            return self.keep_file(data)
        pasted = tables.pasted_as_text(data["addresses"])
        data["lines"] = addresses.parse_lines("\n".join((pasted, data["file"])))
        try:
            self.check_lines(data["lines"])
        except ValidationError as error:
            self.add_error("addresses", error)
            self.keep_file(data)
        return data

    def check_lines(self, lines):
        """Raises ValidationError."""
        if not lines:
            raise ValidationError("Bitte geben Sie mindestens eine Adresse ein.", code="required")
        if not any(line.email for line in lines):
            first = lines[0].original[:60]
            raise ValidationError(
                f"Darin ist keine gültige E-Mail-Adresse; „{first}“ zum Beispiel ist keine.", code="invalid"
            )
        self.check_number(lines)
        if (
            self.cleaned_data.get("role", Role.MEMBER) != Role.MEMBER
            and len(lines) > limits.MAILING_MAX_WITH_ROLE
        ):
            raise ValidationError(
                f"Eine Einladung, die eine Rolle gibt, geht an höchstens {limits.MAILING_MAX_WITH_ROLE} Personen.",
                code="too_many_with_role",
            )

    def check_number(self, lines):
        """Raises ValidationError."""
        if len(lines) > limits.MAILING_MAX_LINES:
            number = f"mehr als {format_number(10_000)}" if len(lines) > 10_000 else format_number(len(lines))
            raise ValidationError(
                f"Höchstens {format_number(limits.MAILING_MAX_LINES)} Adressen auf einmal; es sind {number}.",
                code="too_many",
            )

    def keep_file(self, data):
        """Puts the lines of the file into the field for addresses: browsers drop the file of a form that is shown again."""
        if lines := data.get("file"):
            self.data = self.data.copy()
            self.data["addresses"] = "\n".join(filter(None, (self.data.get("addresses"), lines)))
        return data
