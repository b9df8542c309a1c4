import logging

from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property

from cms.events import sign_up
from cms.events.form import SignUpForm
from cms.forms.guarded import is_within_limits
from cms.forms.serving import GuardedPage
from cms.models.event_sign_up import EventSignUp

logger = logging.getLogger("cms")


class TakesSignUps(GuardedPage):
    """Of an event: its places, and the form on its page. Numbers of places are counted once for each instance."""

    form_title = "Anmeldung"
    thanks = (
        "Sie bekommen jetzt eine E-Mail mit einem Link. Bestätigen Sie ihn innerhalb von zwei Tagen: "
        "Erst dann sind Sie angemeldet."
    )
    again = "Noch jemanden anmelden"
    kept = (
        "Die Redaktion liest Ihre Angaben, um die Veranstaltung vorzubereiten. 30 Tage nach der Veranstaltung löschen "
        "wir sie."
    )

    @property
    def button(self):
        return "Auf die Warteliste" if self.is_full else "Platz reservieren"

    @property
    def has_begun(self):
        return self.start <= timezone.now()

    @property
    def registration_is_open(self):
        deadline = self.registration_deadline
        is_late = self.has_begun or (deadline and deadline < timezone.localdate())
        return self.needs_registration and not self.is_cancelled and not is_late

    @cached_property
    def taken(self):
        return self.count_places()

    @cached_property
    def waiting(self):
        return self.find_sign_ups().waiting().count()

    def count_places(self):
        return self.find_sign_ups().taking_places().count()

    def find_sign_ups(self):
        """Also of a new page, in its preview: none."""
        return EventSignUp.objects.filter(event=self.pk)

    @property
    def is_full(self):
        return self.capacity is not None and self.taken >= self.capacity

    @property
    def has_room(self):
        """Whether anybody may still come."""
        return not self.is_cancelled and (
            not self.needs_registration or (self.registration_is_open and not self.is_full)
        )

    def lock(self):
        """The event as it is now; whoever else takes or frees a place waits for the end of the transaction."""
        events = type(self)._default_manager
        return events.select_for_update(of=("self",), no_key=True).get(pk=self.pk)

    def publish(self, revision, **options):
        super().publish(revision, **options)
        sign_up.follow_changes(self)

    def serve(self, request, *args, **kwargs):
        if request.method != "POST" or self.registration_is_open:
            return super().serve(request, *args, **kwargs)
        logger.info("Refused", extra={"event": "sign_up_refused", "page": self.pk})
        context = self.get_context(request, *args, **kwargs) | {"is_refused": True}
        return TemplateResponse(request, self.get_template(request), context, status=409)

    def get_form(self, data=None, **of_page):
        return SignUpForm(data, **of_page)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"own": self.find_own(request.user)}

    def get_preview_context(self, request, mode_name):
        form = self.get_form(page=self, user=request.user)
        return super().get_preview_context(request, mode_name) | {"form": form}

    def find_own(self, user):
        """The reader's place here or on the waiting list, or None."""
        return self.find_sign_ups().of(user).active().first() if user.is_authenticated else None

    def is_within_limits(self, request, form):
        """Nobody fills another person's mailbox with our mails."""
        return super().is_within_limits(request, form) and is_within_limits(
            request, form, "event_sign_up_to", key=form.address
        )

    def accept(self, form):
        if form.user.is_authenticated:
            sign_up.sign_up_member(self, form.user, form.cleaned_data)
        else:
            sign_up.ask_to_confirm(self, form.cleaned_data)
