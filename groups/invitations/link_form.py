import re
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from groups import limits
from groups.joining.after_joining import clean_landing_path
from groups.models import Invitation, Role
from groups.models.admission import ascii_domain
from groups.models.invitation import ROLE_IS_LIMITED
from vocabulary.addresses import readable_domain
from web.fields import LineField, TextField

SEPARATORS = re.compile(r"[\s,;]+")
# The choice of `days` that leaves the end as it is.
KEEP = "keep"
# Days, 0 for no end.
LIFETIMES = [("7", "7 Tage"), ("30", "30 Tage"), ("90", "90 Tage"), ("365", "ein Jahr"), ("0", "unbegrenzt")]


class DomainsField(forms.CharField):
    """A list of mail domains in ASCII form, each once; typed with commas, spaces or line breaks between."""

    def prepare_value(self, value):
        return ", ".join(map(readable_domain, value)) if isinstance(value, list) else value

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != (initial or [])
        except ValidationError:
            return True

    def clean(self, value):
        domains = dict.fromkeys(ascii_domain(word) for word in SEPARATORS.split(super().clean(value)) if word)
        if len(domains) > limits.LINK_MAX_MAIL_DOMAINS:
            raise ValidationError("Höchstens 50 E-Mail-Domains.", code="too_many")
        return list(domains)


class InvitationForm(forms.ModelForm):
    """A link and its policy. The end is chosen as a number of `days` from now."""

    days = forms.ChoiceField(label="Gültig", initial="90", choices=LIFETIMES)
    max_uses = forms.IntegerField(
        label="Höchstzahl",
        required=False,
        min_value=1,
        max_value=limits.LINK_MAX_USES,
        help_text="So viele Personen können über den Link beitreten. Ohne Angabe gibt es keine Grenze.",
        error_messages={
            "invalid": "Bitte geben Sie eine ganze Zahl ein.",
            "min_value": "Mindestens eine Person.",
            "max_value": "Höchstens 100.000 Personen.",
        },
    )
    mail_domains = DomainsField(
        label="Nur mit Adressen von",
        required=False,
        help_text=(
            "Zum Beispiel „stadt.de, kreis.de“; Subdomains zählen mit. Wer eine andere Adresse hat, fragt bei Ihnen an."
        ),
    )
    landing_path = LineField(
        label="Zielseite nach dem Beitritt",
        required=False,
        max_length=300,
        help_text="Adresse eines Themas dieser Gruppe oder einer öffentlichen Seite. Leer: zu den Themen der Gruppe.",
    )

    class Meta:
        model = Invitation
        fields = (
            *("label", "words", "max_uses", "mail_domains", "member_towns_only", "needs_approval"),
            *("role", "landing_path", "is_public", "show_thread_titles"),
        )
        field_classes = {"label": LineField, "words": TextField}
        error_messages = {"label": {"required": "Bitte geben Sie dem Link eine Bezeichnung."}}
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.group = group
        self.fields["role"].required = False
        self.fields["role"].help_text = "Mehr als „Mitglied“ gibt nur ein Link mit Ende und Höchstzahl."
        if self.instance.pk:
            self.fields["days"].choices = [(KEEP, self.current_end_label), *self.choices_from_now]
            self.fields["days"].initial = KEEP

    @property
    def current_end_label(self):
        end = self.instance.expires_at
        return f"wie bisher, bis {timezone.localtime(end):%-d.%-m.%Y}" if end else "wie bisher, unbegrenzt"

    @property
    def choices_from_now(self):
        return [(days, f"noch {label}" if days != "0" else label) for days, label in LIFETIMES]

    @property
    def advanced_fields(self):
        """The fields that most links do not need."""
        names = ("mail_domains", "member_towns_only", "needs_approval", "role", "landing_path")
        return [self[name] for name in (*names, "is_public", "show_thread_titles")]

    @property
    def advanced_is_open(self):
        """Whether one of them has a value or an error."""
        empty = ("", None, False, [], Role.MEMBER)
        return any(field.errors or field.value() not in empty for field in self.advanced_fields)

    def clean_landing_path(self):
        path = self.cleaned_data["landing_path"]
        return clean_landing_path(path, self.instance.group) if path else ""

    def clean_role(self):
        return self.cleaned_data["role"] or self.instance.role

    def clean_max_uses(self):
        most = self.cleaned_data["max_uses"]
        if most is not None and most < self.instance.uses:
            raise ValidationError(
                f"Über den Link sind schon {self.instance.uses} Personen beigetreten.", code="below_uses"
            )
        return most

    def clean(self):
        data = super().clean()
        days = data.get("days")
        if days and days != KEEP:
            # Set before the model's own checks, which use it.
            self.instance.expires_at = timezone.now() + timedelta(days=int(days)) if int(days) else None
        is_limited = data.get("max_uses") and self.instance.expires_at and not data.get("is_public")
        if data.get("role", Role.MEMBER) != Role.MEMBER and not (is_limited or self.errors):
            self.add_error("role", ROLE_IS_LIMITED)
        return data

    @property
    def changed_fields(self):
        """The names of the model's fields that differ from what is stored."""
        names = {"expires_at" if name == "days" else name for name in self.changed_data}
        return [name for name in names if name != "expires_at" or self.cleaned_data["days"] != KEEP]
