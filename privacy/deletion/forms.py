from django import forms

STAY, GO = "bleiben", "gehen"


class DepartureForm(forms.Form):
    """What becomes of the posts, and that it is meant. Nothing is chosen for the person."""

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
        """Also those that were written in another window while this page was open and had none to ask about."""
        return self.cleaned_data.get("posts", STAY) == STAY


class DismissalForm(DepartureForm):
    """As an admin sees it, who may leave groups without a lead."""

    leaderless = forms.BooleanField(
        label="Diese Gruppen bleiben vorerst ohne Leitung.",
        error_messages={"required": "Bitte ernennen Sie zuerst jemanden, oder bestätigen Sie das."},
    )
    field_order = ("leaderless", "posts", "sure")

    def __init__(self, *args, preview, **kwargs):
        super().__init__(*args, preview=preview, **kwargs)
        if not preview.led_alone.peopled:
            del self.fields["leaderless"]

    @property
    def may_be_leaderless(self):
        return self.cleaned_data.get("leaderless", False)
