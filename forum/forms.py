import uuid

from django import forms
from django.core.exceptions import ValidationError

from forum.limits import MAX_DRAFT_LENGTH, MAX_POST_LENGTH, MAX_TITLE_LENGTH
from forum.models import Kind
from groups.models import Right
from markup.render import has_own_words, is_empty, render_markdown
from markup.text import normalised
from web.fields import LineField
from web.numbers import format_number, parse_positive_int


class PostField(forms.CharField):
    """Markdown; refuses a text that would render to nothing visible, or to quotes alone."""

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
        html = render_markdown(value).html
        if is_empty(html):
            raise ValidationError(
                "In diesem Text ist nichts zu lesen. Bitte schreiben Sie ein paar Worte.", code="empty"
            )
        if not has_own_words(html):
            raise ValidationError(
                "Das ist nur ein Zitat. Bitte schreiben Sie etwas Eigenes dazu, mit einer leeren Zeile dazwischen.",
                code="only_quote",
            )


class KeyField(forms.Field):
    """The `key` of a form that is sent once; a new one for what is no UUID, which must not keep a text from being sent."""

    def __init__(self):
        super().__init__(widget=forms.HiddenInput, required=False)

    def clean(self, value):
        try:
            return uuid.UUID(value or "")
        except ValueError:
            return uuid.uuid4()


class RevisionField(forms.Field):
    """The revision of the draft that the form has; 0 if none."""

    def __init__(self):
        super().__init__(widget=forms.HiddenInput, required=False)

    def clean(self, value):
        return parse_positive_int(value or "")


class PageField(forms.Field):
    """The number of the page that a new thread is about; 0 if none."""

    def __init__(self):
        super().__init__(widget=forms.HiddenInput, required=False)

    def clean(self, value):
        return parse_positive_int(value or "")


class PostForm(forms.Form):
    """A form with the same `key` that is sent twice makes one post. Begins with the draft, if there is one."""

    text = PostField()
    key = KeyField()
    revision = RevisionField()

    def __init__(self, *args, draft=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft = draft
        self.initial.setdefault("key", uuid.uuid4())
        if draft:
            before = self.initial.get("text") or ""
            text = "\n\n".join(filter(None, (draft.text.rstrip() if before else draft.text, before)))
            typed = {field: value for field, value in draft.typed.items() if value}
            self.initial |= typed | {"text": text, "key": draft.key, "revision": draft.revision}

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
    page = PageField()
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

    @property
    def content(self):
        """What `Thread.objects.start` takes."""
        return {name: self.cleaned_data[name] for name in ("title", "kind", "text", "key")}


class DraftForm(forms.Form):
    """What a form of posts holds while somebody writes; nothing of it must be valid yet."""

    title = forms.CharField(required=False, strip=False, max_length=MAX_DRAFT_LENGTH)
    kind = forms.ChoiceField(required=False, choices=Kind)
    text = forms.CharField(required=False, strip=False, max_length=MAX_DRAFT_LENGTH)
    key = KeyField()
    revision = RevisionField()
    page = PageField()


class EditForm(PostForm):
    text = PostField(label="Ihr Beitrag")

    @property
    def content(self):
        """What `Post.edit` takes."""
        return {name: self.cleaned_data[name] for name in ("title", "text") if name in self.fields}


class OpeningEditForm(EditForm):
    """For post 1, which is edited together with the thread's title."""

    title = LineField(
        label="Titel",
        max_length=MAX_TITLE_LENGTH,
        error_messages=ThreadForm.base_fields["title"].error_messages,
    )
    field_order = ["title", "text"]
