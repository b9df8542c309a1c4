from wagtail.fields import StreamField

from cms.blocks import BodyBlock
from cms.forms.guarded import GuardedForm, is_within_limits
from cms.forms.serving import GuardedPage
from cms.newsletter.subscribing import ask_to_confirm
from cms.pages.base import BodyPage
from web.fields import AddressField


class SubscribeForm(GuardedForm):
    email = AddressField()


class NewsletterPage(GuardedPage, BodyPage):
    body = StreamField(BodyBlock(), verbose_name="Inhalt neben dem Formular", blank=True)

    form_title, button = "Newsletter bestellen", "Bestellen"
    thanks = (
        "Sie bekommen jetzt eine E-Mail mit einem Link. Bestätigen Sie ihn: "
        "Erst dann steht Ihre Adresse auf der Liste."
    )
    again = "Eine andere Adresse eintragen"
    kept = "Ohne Bestätigung löschen wir die Adresse nach 14 Tagen."

    template = "cms/newsletter.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = "Bestellseite des Newsletters"
        verbose_name_plural = "Bestellseiten des Newsletters"

    def get_form(self, data=None, **of_page):
        return SubscribeForm(data, **of_page)

    def get_preview_context(self, request, mode_name):
        return super().get_preview_context(request, mode_name) | {"form": self.get_form()}

    def is_within_limits(self, request, form):
        """Nobody fills another person's mailbox with our mails."""
        address = form.cleaned_data["email"]
        return super().is_within_limits(request, form) and is_within_limits(
            request, form, "newsletter_to", key=address
        )

    def accept(self, form):
        ask_to_confirm(form.cleaned_data["email"])
