"""What keeps programs from sending forms without asking anybody else: a signed time, a field that people do not see, and
limits (config/rate_limits.py). Whoever is refused keeps what they typed and can send it again.
"""

from allauth.core import ratelimit
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from wagtail.contrib.forms.forms import BaseForm

from cms import limits

STAMP, TRAP = "guard_time", "guard_empty"
TOO_FAST = "Das ging sehr schnell. Bitte prüfen Sie Ihre Angaben und senden Sie sie noch einmal."
TOO_OLD = "Diese Seite war sehr lange offen. Bitte senden Sie Ihre Angaben noch einmal ab."
TRAPPED = "Ihre Angaben sahen aus, als kämen sie von einem Programm. Bitte senden Sie sie noch einmal."
TOO_MANY = "Von hier kamen gerade sehr viele Nachrichten. Bitte warten Sie eine Stunde, oder schreiben Sie uns eine E-Mail."


def is_younger(stamp, age):
    try:
        signing.TimestampSigner(salt="cms.forms").unsign(stamp, max_age=age)
    except signing.BadSignature:
        return False
    return True


class GuardedForm(BaseForm):
    guard_empty = forms.CharField(
        label="Bitte leer lassen",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def shown(self):
        """The fields for people."""
        return [field for field in self if field.name != TRAP]

    @property
    def stamp(self):
        """When the page was opened, signed."""
        sent = self.data.get(STAMP, "")
        if is_younger(sent, limits.FORM_LIFETIME):
            return sent
        return signing.TimestampSigner(salt="cms.forms").sign("form")

    def clean(self):
        super().clean()
        trapped, stamp = self.cleaned_data.pop(TRAP, ""), self.data.get(STAMP, "")
        if trapped:
            # Emptied, so that a browser that filled it in does so once.
            self.data = self.data.copy()
            self.data[TRAP] = ""
            raise ValidationError(TRAPPED, code="trapped")
        if not is_younger(stamp, limits.FORM_LIFETIME):
            raise ValidationError(TOO_OLD, code="too_old")
        if is_younger(stamp, limits.FORM_MIN_TIME):
            raise ValidationError(TOO_FAST, code="too_fast")
        return self.cleaned_data


def is_within_limits(request, form, action="page_form", *, key):
    """Counts a form that is about to be accepted; says at the top of the form when there were too many."""
    if ratelimit.consume(request, action=action, key=key):
        return True
    form.add_error(None, ValidationError(TOO_MANY, code="too_many"))
    return False
