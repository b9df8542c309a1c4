"""Opens pages and documents with a shared password: Wagtail's views without a limit would take any number of guesses."""

from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from accounts.allauth_internal import ratelimit
from web.paths import path_on_this_site

TEMPLATE = "cms/password_required.html"
WRONG = "Das Passwort stimmt nicht. Bitte prüfen Sie auch die Groß- und Kleinschreibung."
TOO_MANY = "Es gab zu viele falsche Versuche. Bitte warten Sie eine Viertelstunde und versuchen Sie es dann noch einmal."


class SharedPasswordForm(PasswordViewRestrictionForm):
    """`is_limited`: the password is not compared, so that a guess tells nothing."""

    def __init__(self, *args, is_limited, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_limited = is_limited
        self.fields["return_url"].required = False

    def clean_password(self):
        if self.is_limited:
            raise ValidationError(TOO_MANY, code="too_many")
        if not constant_time_compare(self.cleaned_data["password"], self.restriction.password):
            raise ValidationError(WRONG, code="wrong")
        return self.restriction.password


def find_password(model, pk):
    """Restrictions of other kinds ask for no password."""
    return get_object_or_404(model, pk=pk, restriction_type=model.PASSWORD)


@never_cache
def page_password(request, page_view_restriction_id, page_id):
    return open_restriction(request, find_password(PageViewRestriction, page_view_restriction_id))


@never_cache
def document_password(request, restriction_id):
    return open_restriction(request, find_password(CollectionViewRestriction, restriction_id))


def open_restriction(request, restriction):
    """Only wrong passwords count for the limit: a whole office may come from one address."""
    key = f"{restriction._meta.label_lower}.{restriction.pk}"
    sent = request.method == "POST"
    used = ratelimit.consume(request, app="allauth.account", action="shared_password", key=key)
    form = SharedPasswordForm(request.POST if sent else None, instance=restriction, is_limited=not used)
    if form.is_valid():
        used.rollback()
        restriction.mark_as_passed(request)
        return HttpResponseRedirect(path_on_this_site(request, form.cleaned_data["return_url"]) or "/")
    return render(
        request,
        TEMPLATE,
        {"form": form, "action_url": request.path},
        status=200 if used else 429,
    )
