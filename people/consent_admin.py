"""The consent texts, for admins: how many members agreed to each, and publishing a new one."""

import logging
from functools import wraps

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, OuterRef, Subquery
from django.shortcuts import redirect, render

from accounts.models import AnotherPublished, Consent, ConsentText, User
from groups.models import Membership
from web.declarations import text_fields
from web.fields import TextField, validate_no_invisible_characters
from web.refusals import log_refused

logger = logging.getLogger("people")

SAME = "Das ist der Text, der schon gilt. Bitte ändern Sie ihn, sonst würden alle grundlos gefragt."
OVERTAKEN = (
    "Inzwischen gilt eine andere Fassung: {} hat sie gerade veröffentlicht. Ihre ist nicht veröffentlicht. "
    "Lesen Sie bitte die neue Fassung unter „Bisheriger Text“; wenn Ihre dann noch gelten soll, "
    "veröffentlichen Sie sie noch einmal."
)


def visible_lines(text):
    """Validator: no invisible characters except line breaks."""
    validate_no_invisible_characters(text.replace("\n", " "))


class ConsentTextForm(forms.Form):
    text = TextField(
        label="Text",
        max_length=1000,
        validators=[visible_lines],
        help_text="So steht er neben dem Kästchen: in der Ich-Form, in einem oder wenigen Sätzen.",
        error_messages={"required": "Bitte schreiben Sie den Text, dem Mitglieder zustimmen."},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    changed = TextField(
        label="Was sich ändert",
        max_length=500,
        required=False,
        validators=[visible_lines],
        help_text="Freiwillig. Lesen alle, die einer früheren Fassung zugestimmt haben.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, current, **kwargs):
        super().__init__(*args, **kwargs)
        self.current = current

    def clean_text(self):
        text = self.cleaned_data["text"]
        if text.split() == self.current.text.split():
            raise ValidationError(SAME, code="same")
        return text


def admins_only(view):
    @wraps(view)
    def checked_view(request):
        if not request.user.is_superuser:
            raise PermissionDenied
        return view(request)

    return checked_view


def members():
    """The users with an active account who are a member of a group."""
    of_groups = Membership.objects.filter(group__deleted_at=None)
    return User.objects.filter(is_active=True, pk__in=of_groups.values("user"))


@admins_only
def index(request):
    """All texts; `agreed`: how many members have agreed to this one and to none after it."""
    newest = Consent.objects.filter(user=OuterRef("pk")).order_by("-text").values("text")[:1]
    counted = members().annotate(newest=Subquery(newest)).values("newest").annotate(number=Count("pk"))
    agreed = dict(counted.order_by().values_list("newest", "number"))
    texts = list(ConsentText.objects.select_related("published_by").order_by("-pk"))
    for text in texts:
        text.agreed = agreed.get(text.pk, 0)
    context = {"texts": texts, "never": agreed.get(None, 0)}
    return render(request, "wagtailadmin/consents/index.html", context)


@text_fields("text", "changed")
@admins_only
def publish_consent_text(request):
    current = ConsentText.objects.current()
    form = ConsentTextForm(request.POST or None, current=current, initial={"text": current.text})
    if form.is_valid() and publish_from(request, form):
        return redirect("people_consents")
    log_refused(logger, "consent_text_refused", form, user=request.user.pk)
    current, number = ConsentText.objects.current(), members().count()
    context = {
        "form": form,
        "current": current,
        "number": number,
        "agreed": members().filter(consents__text=current).count(),
        "asked": asked_in_words(number),
    }
    return render(request, "wagtailadmin/consents/publish.html", context)


def publish_from(request, form):
    """Publishes the text, with a message. Returns False if the form has an error now."""
    # The text that the page showed, so that nobody replaces one that they have not read.
    after = ConsentText.objects.filter(pk=parse_positive_int(request.POST.get("after", ""))).first()
    try:
        if after is None:
            raise AnotherPublished
        ConsentText.objects.publish(request.user, **form.cleaned_data, after=after)
    except AnotherPublished:
        by = ConsentText.objects.current().published_by
        form.add_error(None, ValidationError(OVERTAKEN.format(by or "Jemand"), code="overtaken"))
        return False
    messages.success(request, f"Die neue Fassung gilt. {asked_in_words(members().count())}")
    return True


def parse_positive_int(text):
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def asked_in_words(number):
    return (
        "1 Mitglied wird beim nächsten Besuch gefragt."
        if number == 1
        else (f"{number} Mitglieder werden beim nächsten Besuch gefragt.")
    )
