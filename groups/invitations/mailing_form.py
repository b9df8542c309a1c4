from django import forms
from django.core.exceptions import ValidationError

from accounts.second_factor.pending_form import LOST_FILES_FIELD
from groups.invitations import addresses
from groups.invitations.inviting import A_DAY
from groups.models import Role
from web.fields import TextField

BIGGEST = 1_000_000
MOST_WITH_ROLE = 10


def grouped(number):
    """With German separators: 10.000."""
    return f"{number:,}".replace(",", ".")


class MailingForm(forms.Form):
    """Whom to invite by mail: typed, pasted or from a file."""

    addresses = TextField(
        label="E-Mail-Adressen",
        required=False,
        max_length=300_000,
        help_text="Eine je Zeile oder aus Ihrem Mailprogramm kopiert, gern mit Namen: „Anna Muster <anna@stadt.de>“.",
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
        help_text="Stehen in der Mail und auf der Einladung unter Ihrem Namen.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": "Bitte höchstens 500 Zeichen; es sind %(show_value)d."},
    )
    role = forms.ChoiceField(
        label="Rolle nach dem Beitritt",
        help_text=f"Mehr als „Mitglied“ bekommen höchstens {MOST_WITH_ROLE} Personen auf einmal.",
        choices=Role.choices,
        initial=Role.MEMBER,
        error_messages={"required": "Bitte wählen Sie eine Rolle."},
    )

    def clean_file(self):
        """The lines of the file; those that are not too many come back in the field for addresses."""
        file = self.cleaned_data["file"]
        if not file:
            self.ask_for_lost_file()
            return ""
        if file.size > BIGGEST:
            raise ValidationError("Die Datei ist größer als 1 MB.", code="too_big")
        text = addresses.read_file(file.read())
        self.check_number(addresses.read(text))
        return text

    def ask_for_lost_file(self):
        """Without this, only those would be invited who do not stand in the file."""
        if LOST_FILES_FIELD in self.data:
            raise ValidationError("Bitte wählen Sie die Datei noch einmal.", code="lost")

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
            first = lines[0].typed[:60]
            raise ValidationError(
                f"Darin ist keine gültige E-Mail-Adresse; „{first}“ zum Beispiel ist keine.", code="invalid"
            )
        self.check_number(lines)
        if self.cleaned_data.get("role", Role.MEMBER) != Role.MEMBER and len(lines) > MOST_WITH_ROLE:
            raise ValidationError(
                f"Eine Einladung, die eine Rolle gibt, geht an höchstens {MOST_WITH_ROLE} Personen.",
                code="too_many_with_role",
            )

    def refuse_today(self, left):
        most = f"Eine Gruppe lädt an einem Tag höchstens {grouped(A_DAY)} Personen ein"
        self.add_error(
            "addresses", ValidationError(f"{most}; heute noch {grouped(left)}.", code="too_many_today")
        )
        self.keep_file(self.cleaned_data)

    def check_number(self, lines):
        if len(lines) > addresses.MOST:
            number = f"mehr als {grouped(10_000)}" if len(lines) > 10_000 else grouped(len(lines))
            raise ValidationError(
                f"Höchstens {grouped(addresses.MOST)} Adressen auf einmal; es sind {number}.",
                code="too_many",
            )

    def keep_file(self, data):
        """A browser forgets the file of a form that comes back, so its lines stand where they can be corrected."""
        if lines := data.get("file"):
            self.data = self.data.copy()
            self.data["addresses"] = "\n".join(filter(None, (self.data.get("addresses"), lines)))
        return data
