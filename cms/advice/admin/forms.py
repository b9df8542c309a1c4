from django import forms
from django.db.models import Q

from accounts.models import SiteRole, User
from cms import limits
from cms.models import AdviceState
from web.fields import LineField, TextField


class StateForm(forms.Form):
    """`version` is the one of the request that the editor has seen."""

    state = forms.ChoiceField(label="Stand", choices=AdviceState)
    assigned_to = forms.ModelChoiceField(
        label="Zuständig",
        queryset=User.objects.none(),
        required=False,
        empty_label="noch niemand",
        error_messages={"invalid_choice": "Diese Person arbeitet nicht mehr in der Redaktion."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, advice):
        initial = {name: getattr(advice, name) for name in ("state", "assigned_to", "version")}
        super().__init__(data, initial=initial)
        works = Q(site_role__in=[SiteRole.EDITOR, SiteRole.ADMIN], is_active=True)
        chosen = Q(pk=advice.assigned_to_id)
        self.fields["assigned_to"].queryset = User.objects.filter(works | chosen).order_by("name")

    def show_version(self, version):
        """What was chosen stays, to be saved over the version that the editor now sees."""
        self.data = self.data.copy()
        self.data["version"] = version


class NoteForm(forms.Form):
    text = TextField(
        label="Notiz",
        max_length=limits.MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Liest nur die Redaktion, und die Person, wenn sie Auskunft über ihre Daten verlangt.",
        error_messages={"required": "Bitte schreiben Sie etwas in die Notiz."},
    )


class MailForm(forms.Form):
    subject = LineField(
        label="Betreff",
        max_length=limits.LINE_LENGTH,
        error_messages={"required": "Bitte geben Sie einen Betreff ein."},
    )
    message = TextField(
        label="Text",
        max_length=limits.MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Mit Anrede und Gruß. Darunter steht ein Link zum Stand der Anfrage.",
        error_messages={"required": "Bitte schreiben Sie den Text der E-Mail."},
    )

    def __init__(self, data=None, *, advice, author):
        greeting = f"Guten Tag {advice.name},\n\n\n\nMit freundlichen Grüßen\n{author.name}"
        super().__init__(data, initial={"subject": f"Ihre Anfrage {advice.reference}", "message": greeting})
