from django import forms

STAY, GO = "bleiben", "gehen"


class DeletionForm(forms.Form):
    """The choice what becomes of the posts, without a default, and the confirmation."""

    posts = forms.ChoiceField(
        label="Was soll mit den Beiträgen geschehen?",
        choices=[
            (STAY, "Sie bleiben stehen. Statt des Namens steht dort „Ehemaliges Mitglied“."),
            (GO, "Sie werden auch gelöscht."),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Bitte wählen Sie, ob die Beiträge bleiben oder gelöscht werden.",
            "invalid_choice": "Bitte wählen Sie eine der beiden Möglichkeiten.",
        },
    )
    sure = forms.BooleanField(
        label="Ich weiß, dass das nicht rückgängig zu machen ist.",
        error_messages={"required": "Bitte bestätigen Sie, dass Sie das wissen."},
    )

    def __init__(self, *args, preview, **kwargs):
        super().__init__(*args, **kwargs)
        if not preview.has_written:
            del self.fields["posts"]

    @property
    def keeps_posts(self):
        """True without the field: posts that were written while the form without it was open stay."""
        return self.cleaned_data.get("posts", STAY) == STAY


class AdminDeletionForm(DeletionForm):
    """For an admin, who may leave groups without a lead."""

    leaderless = forms.BooleanField(
        label="Diese Gruppen bleiben vorerst ohne Gruppenleitung.",
        error_messages={"required": "Bitte ernennen Sie zuerst jemanden, oder bestätigen Sie das."},
    )
    field_order = ("leaderless", "posts", "sure")

    def __init__(self, *args, preview, **kwargs):
        super().__init__(*args, preview=preview, **kwargs)
        if not preview.led_alone.with_members:
            del self.fields["leaderless"]

    @property
    def may_be_leaderless(self):
        return self.cleaned_data.get("leaderless", False)
