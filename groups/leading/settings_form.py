"""The forms with which leads change their group, its roles and memberships, and delete it."""

from django import forms
from django.core.exceptions import ValidationError

from groups.models import Group, Role
from web.fields import LineField, TextField


class GroupForm(forms.ModelForm):
    title = LineField(
        label="Name",
        max_length=100,
        error_messages={"required": "Bitte geben Sie der Gruppe einen Namen."},
    )
    summary = LineField(
        label="Worum es geht, in einem Satz",
        max_length=160,
        error_messages={"required": "Bitte sagen Sie in einem Satz, worum es geht."},
    )

    class Meta:
        model = Group
        fields = (
            *("title", "summary", "description", "rules", "welcome"),
            *("theme_fields", "visibility", "join_policy"),
        )
        error_messages = {"description": {"required": "Bitte schreiben Sie, wofür die Gruppe da ist."}}
        field_classes = dict.fromkeys(("description", "rules", "welcome"), TextField)
        widgets = {
            "description": forms.Textarea(attrs={"rows": 6}),
            "rules": forms.Textarea(attrs={"rows": 6}),
            "welcome": forms.Textarea(attrs={"rows": 3}),
            "theme_fields": forms.CheckboxSelectMultiple,
            "visibility": forms.RadioSelect,
            "join_policy": forms.RadioSelect,
        }

    @property
    def texts(self):
        return [self[name] for name in ("title", "summary", "description", "rules", "welcome")]


class RoleForm(forms.Form):
    role = forms.ChoiceField(label="Rolle", choices=Role.choices, widget=forms.RadioSelect)


class RemoveForm(forms.Form):
    reason = TextField(
        label="Grund",
        max_length=300,
        help_text="Steht in der E-Mail an die Person. Sie lesen ihn wieder, wenn sie später um Zugang bittet.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Bitte schreiben Sie der Person, warum."},
    )


class HandOverForm(forms.Form):
    """Who becomes a lead when the last one leaves. `members`: the memberships to choose from."""

    successor = forms.ModelChoiceField(
        label="Wer leitet die Gruppe nach Ihnen?",
        queryset=None,
        empty_label="Bitte wählen",
        error_messages={"required": "Bitte wählen Sie, wer die Gruppe nach Ihnen leitet."},
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = members
        self.fields["successor"].label_from_instance = name_and_place


def name_and_place(membership):
    user = membership.user
    return f"{user.name}, {user.place}" if user.place else user.name


class DeleteForm(forms.Form):
    """Confirms the deletion by typing the name of the group."""

    title = LineField(
        label="Name der Gruppe",
        help_text="Zur Bestätigung, so wie er oben steht.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Bitte geben Sie den Namen der Gruppe ein."},
    )

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.group = group

    def clean_title(self):
        if self.cleaned_data["title"].casefold() != self.group.title.casefold():
            raise ValidationError(
                f"Das ist nicht der Name dieser Gruppe: „{self.group.title}“.", code="another"
            )
        return self.cleaned_data["title"]
