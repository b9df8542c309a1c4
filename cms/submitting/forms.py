from django import forms
from django.core.exceptions import ValidationError

from cms import limits
from cms.pages.library.fact_sheet import BudgetClass, Status
from cms.submitting.content import CHOSEN
from cms.submitting.fields import FROM_LIST, ChosenField, DayField, LinesField, TownField, rows, with_anything
from vocabulary.models import TargetGroup, ThemeField
from web.fields import AddressField, LineField, TextField
from web.numbers import format_number, parse_positive_int

CHANGED = (
    "Das wurde inzwischen in einem anderen Fenster geändert. Prüfen Sie bitte Ihren Text, und speichern Sie noch einmal, "
    "wenn er so gelten soll."
)


class StartForm(forms.Form):
    """What a fact sheet begins with."""

    title = LineField(
        label="Titel des Vorhabens",
        max_length=limits.SHEET_TITLE_LENGTH,
        help_text="Kurz und eigen, zum Beispiel „Offene Küche am Kurpark“.",
        error_messages={"required": "Bitte geben Sie dem Vorhaben einen Titel."},
    )
    municipality = TownField(required=False)


class FactSheetForm(StartForm):
    """The essentials of a fact sheet.

    `is_draft`: for saving, where nothing but the title must be there, and nothing else be valid. `is_change`: of a
    published page, of which whoever suggests something need not know the contact.
    """

    municipality = TownField()
    quarter = LineField(label="Quartier oder Stadtteil", max_length=150, required=False)
    intro = TextField(
        label="In einem Satz",
        max_length=500,
        widget=rows(2),
        help_text="Steht in der Bibliothek unter dem Titel.",
        error_messages={"required": "Bitte sagen Sie in einem Satz, worum es geht."},
    )
    summary = TextField(
        label="Zusammenfassung",
        max_length=1000,
        widget=rows(5),
        help_text="Was geschieht, für wen, und was hat sich gezeigt?",
        error_messages={"required": "Bitte fassen Sie das Vorhaben zusammen."},
    )
    theme_fields = ChosenField(
        queryset=ThemeField.objects.all(),
        label="Themenfelder",
        error_messages={"required": "Bitte wählen Sie mindestens ein Themenfeld."},
    )
    target_groups = ChosenField(queryset=TargetGroup.objects.all(), label="Zielgruppen", required=False)
    status = forms.ChoiceField(
        label="Stand",
        choices=[("", "bitte wählen"), *Status.choices],
        error_messages={
            "required": "Bitte wählen Sie, wie weit das Vorhaben ist.",
            "invalid_choice": FROM_LIST,
        },
    )
    period_start = DayField(label="Beginn")
    period_end = DayField(label="Ende", help_text="Leer, solange es läuft.")
    goals = LinesField(label="Ziele")
    success_factors = LinesField(label="Was geholfen hat")
    stumbling_blocks = LinesField(label="Stolpersteine")
    lessons = LinesField(
        label="Was Sie gelernt haben", help_text="Was würden Sie heute anders machen? Eine Zeile je Punkt."
    )
    partners = LinesField(label="Beteiligte", help_text="Ämter, Vereine, Firmen. Eine Zeile je Punkt.")
    funding = LinesField(label="Finanzierung", help_text="Woher kommt das Geld? Eine Zeile je Punkt.")
    budget_class = forms.ChoiceField(
        label="Kosten",
        choices=[("", "keine Angabe"), *BudgetClass.choices],
        required=False,
        error_messages={"invalid_choice": FROM_LIST},
    )
    staff_effort = LineField(
        label="Personalaufwand",
        max_length=150,
        required=False,
        help_text="Zum Beispiel „etwa 10 Prozent einer Stelle“.",
    )
    contact_role = LineField(
        label="Ansprechstelle",
        max_length=150,
        help_text="Eine Funktion statt eines Namens, zum Beispiel „Quartiersmanagement“.",
        error_messages={"required": "Bitte sagen Sie, wen man fragen kann."},
    )
    contact_organisation = LineField(label="Organisation oder Amt", max_length=150, required=False)
    contact_email = AddressField(
        help_text="Steht für alle lesbar im Steckbrief; am besten eine Adresse der Stelle.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Bitte geben Sie die E-Mail-Adresse der Ansprechstelle an."},
    )
    offers_visit = forms.BooleanField(label="Wir laden zum Besuch ein.", required=False)
    offers_talk = forms.BooleanField(label="Wir bieten ein kollegiales Gespräch an.", required=False)
    revision = forms.Field(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, is_draft=False, is_change=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_draft = is_draft
        if is_change:
            self.fields["contact_role"].required = self.fields["contact_email"].required = False
        if is_draft:
            self.fields |= {name: with_anything(self.fields[name]) for name in self.fields if name != "title"}

    def clean(self):
        if sum(map(len, self.data.values())) > limits.SUBMISSION_LENGTH:
            raise ValidationError(
                f"Das ist zu viel Text: zusammen sind {format_number(limits.SUBMISSION_LENGTH)} Zeichen möglich.",
                code="max_length",
            )
        start, end = (self.cleaned_data.get(name) for name in ("period_start", "period_end"))
        if start and end and end < start and not self.is_draft:
            self.add_error("period_end", ValidationError("Das Ende liegt vor dem Beginn.", code="period"))

    @property
    def typed(self):
        """What was sent, as it is stored; PostgreSQL keeps no character NUL."""
        return {
            name: [one.replace("\0", "") for one in self.data.getlist(name)]
            if name in CHOSEN
            else self.data.get(name, "").replace("\0", "")
            for name in self.fields
            if name != "revision"
        }

    @property
    def sent_revision(self):
        return parse_positive_int(self.data.get("revision", ""))

    def set_revision(self, revision):
        """What the form is shown with."""
        self.data = self.data.copy()
        self.data["revision"] = str(revision)

    def report_conflict(self, revision):
        """With the stored revision, so that what is sent once more counts."""
        self.set_revision(revision)
        self.add_error(None, ValidationError(CHANGED, code="changed"))

    @property
    def sections(self):
        """(anchor, heading, hint, rows of fields) in the order of the page."""
        return [
            (anchor, heading, hint, [[self[name] for name in row.split()] for row in rows_of])
            for anchor, heading, hint, rows_of in SECTIONS
        ]


SECTIONS = (
    (
        "vorhaben",
        "Das Vorhaben",
        "",
        ("title", "municipality quarter", "intro", "summary"),
    ),
    (
        "einordnung",
        "Einordnung",
        "Danach finden andere Ihren Steckbrief.",
        ("theme_fields", "target_groups", "status", "period_start period_end"),
    ),
    (
        "erfahrungen",
        "Erfahrungen",
        "Auch was nicht gelungen ist, hilft anderen. Stichworte genügen.",
        ("goals", "success_factors", "stumbling_blocks", "lessons"),
    ),
    ("aufwand", "Aufwand", "", ("partners", "funding", "budget_class staff_effort")),
    (
        "fragen",
        "Wen kann man fragen?",
        "",
        ("contact_role contact_organisation", "contact_email", "offers_visit", "offers_talk"),
    ),
)
