"""The forms of editors and admins about groups."""

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.models import User
from groups import access
from groups.leading import settings_form
from groups.models import Role
from web.fields import AddressField, LineField

UNKNOWN = "Zu dieser Adresse gibt es kein Konto. Laden Sie die Person zuerst in die Gruppe ein."
NOT_YOURSELF = "Sich selbst können Sie nicht in eine Gruppe aufnehmen. Bitten Sie jemanden aus Redaktion oder Verwaltung."
INACTIVE = "Das Konto von {} ist deaktiviert. Die Verwaltung kann es wieder aktivieren."
WHO_READS_IT = "Steht in der E-Mail an die Person. Die Gruppenleitung liest ihn, wenn die Person später um Zugang bittet."


# What stands at this place in addresses of other views.
TAKEN_SLUGS = {"diskutieren"}


class GroupForm(WagtailAdminModelForm):
    title = LineField(label="Name", max_length=100)
    summary = LineField(label="Worum es geht, in einem Satz", max_length=160)

    class Meta:
        field_classes = settings_form.GroupForm.Meta.field_classes

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The slug is part of addresses in mails and on paper.
        self.fields["slug"].disabled = bool(self.instance.pk)

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug in TAKEN_SLUGS:
            raise ValidationError(
                "Diese Adresse gehört einer anderen Seite. Bitte wählen Sie eine andere.", code="taken"
            )
        return slug


class LeadForm(forms.Form):
    """Names a person as a lead by the address of an account. `person` is set once the form is valid."""

    email = AddressField(
        label="E-Mail-Adresse der Person",
        help_text="Die Adresse, mit der sich die Person anmeldet. Wer noch nicht Mitglied ist, wird es damit.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Bitte geben Sie die E-Mail-Adresse der Person ein."},
    )

    def __init__(self, *args, group, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.group, self.by = group, by

    def clean_email(self):
        self.person = User.objects.filter(email=self.cleaned_data["email"]).first()
        if self.person is None:
            raise ValidationError(UNKNOWN, code="unknown")
        if not self.person.is_active:
            raise ValidationError(INACTIVE.format(self.person.name), code="inactive")
        # Managing a group does not allow to read in it, so editors cannot make themselves members.
        if self.person == self.by and not access.is_member(self.by, self.group):
            raise ValidationError(NOT_YOURSELF, code="yourself")
        return self.cleaned_data["email"]


class RoleForm(settings_form.RoleForm):
    role = forms.ChoiceField(label="Rolle", choices=Role.choices)


class RemoveForm(settings_form.RemoveForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = WHO_READS_IT


class SearchForm(forms.Form):
    q = forms.CharField(label="Name", max_length=100, required=False)
