import uuid

from django import forms
from django.core.exceptions import ValidationError

from forum.limits import MAX_POST_LENGTH, MAX_TITLE_LENGTH
from forum.models import Kind
from groups.models import Right
from markup.render import is_empty, render_markdown
from markup.text import normalised
from web.fields import LineField
from web.numbers import format_number, parse_positive_int


class PostField(forms.CharField):
    """Markdown; refuses a text that would render to nothing visible."""

    def __init__(self, **kwargs):
        attrs = {"rows": 7, "data-limit": MAX_POST_LENGTH}
        super().__init__(strip=False, widget=forms.Textarea(attrs=attrs), **kwargs)

    def to_python(self, value):
        return normalised(super().to_python(value))

    def validate(self, value):
        if not value:
            raise ValidationError("Bitte schreiben Sie etwas.", code="required")
        if len(value) > MAX_POST_LENGTH:
            raise ValidationError(
                f"Ihr Text hat {format_number(len(value))} Zeichen, möglich sind {format_number(MAX_POST_LENGTH)}. "
                "Verteilen Sie ihn bitte auf mehrere Beiträge.",
                code="too_long",
            )
        if is_empty(render_markdown(value).html):
            raise ValidationError("Von diesem Text wäre nichts zu sehen.", code="empty")


class PostForm(forms.Form):
    """A form with the same `key` that is sent twice makes one post."""

    text = PostField()
    key = forms.Field(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())

    def clean_key(self):
        """An invalid key must not keep a text from being sent."""
        try:
            return uuid.UUID(self.cleaned_data["key"] or "")
        except ValueError:
            return uuid.uuid4()

    @property
    def unsent(self):
        """The valid form as an unbound one with the same values: for the page with a preview."""
        return type(self)(initial=self.cleaned_data)


class ReplyForm(PostForm):
    """`seen`: the last post's number on the page from which the reply comes, 0 if unknown."""

    text = PostField(label="Ihre Antwort")
    seen = forms.Field(widget=forms.HiddenInput, required=False)

    def clean_seen(self):
        return parse_positive_int(self.cleaned_data["seen"] or "")


class ThreadForm(PostForm):
    title = LineField(
        label="Titel",
        max_length=MAX_TITLE_LENGTH,
        help_text="Am besten die Frage selbst: „Wie regelt ihr …?“",
        error_messages={"required": "Bitte geben Sie dem Thema einen Titel."},
    )
    kind = forms.ChoiceField(label="Art", widget=forms.RadioSelect, initial=Kind.QUESTION)
    text = PostField(label="Ihr Beitrag")
    field_order = ["title", "kind", "text"]

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.membership = membership
        self.fields["kind"].choices = [
            choice
            for choice in Kind.choices
            if Right.ANNOUNCE.belongs_to(membership.role) or choice[0] != Kind.ANNOUNCEMENT
        ]

    @property
    def unsent(self):
        return type(self)(initial=self.cleaned_data, membership=self.membership)


class EditForm(forms.Form):
    text = PostField(label="Ihr Beitrag")


class OpeningEditForm(EditForm):
    """For post 1, which is edited together with the thread's title."""

    title = LineField(
        label="Titel",
        max_length=MAX_TITLE_LENGTH,
        error_messages=ThreadForm.base_fields["title"].error_messages,
    )
    field_order = ["title", "text"]
