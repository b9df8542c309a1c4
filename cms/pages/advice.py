from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField

from cms import limits
from cms.advice.arrival import find_about, receive_request
from cms.advice.form import AdviceForm, describe_member
from cms.blocks import BodyBlock
from cms.forms.guarded import is_within_limits
from cms.forms.serving import GuardedPage
from cms.models.publisher import OfOrganisation
from cms.pages.base import BodyPage, EditorialPage, lines_field


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Schritt", max_length=80)
    text = blocks.CharBlock(label="Was dann geschieht", max_length=200)

    class Meta:
        label = "Schritt"
        icon = "list-ol"


class AdvicePage(OfOrganisation, GuardedPage, BodyPage):
    """The form by which cities ask for advice. What arrives is an AdviceRequest, see cms/advice/."""

    kicker = models.CharField("Zeile über dem Titel", max_length=100, blank=True)
    steps = StreamField([("step", StepBlock())], verbose_name="Wie es weitergeht", blank=True)
    costs = models.CharField("Kosten", max_length=150, blank=True)
    phone = models.CharField("Telefon", max_length=limits.PHONE_LENGTH, blank=True)
    hours = models.CharField("Sprechzeiten", max_length=200, blank=True)
    examples = lines_field("Womit andere kamen", "Je Punkt ein Anliegen in einem Satz, ohne Namen.")
    body = StreamField(BodyBlock(), verbose_name="Weitere Inhalte neben dem Formular", blank=True)

    form_title, button = "Ihre Anfrage", "Anfrage senden"

    content_panels = [
        *EditorialPage.content_panels,
        FieldPanel("kicker"),
        FieldPanel("steps"),
        FieldPanel("costs"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("hours")]),
        FieldPanel("examples"),
        FieldPanel("body"),
    ]
    template = "cms/advice_page.html"
    parent_page_types = ["home.HomePage", "cms.StandardPage"]
    subpage_types = []

    class Meta:
        verbose_name = "Beratung anfragen"
        verbose_name_plural = "Beratung anfragen"

    def serve(self, request, *args, **kwargs):
        self.about = find_about(request)
        return super().serve(request, *args, **kwargs)

    def get_form(self, data=None, *, user, **of_page):
        return AdviceForm(data, user=user, initial=describe_member(user), **of_page)

    def get_preview_context(self, request, mode_name):
        context = super().get_preview_context(request, mode_name)
        return context | {"form": self.get_form(page=self, user=request.user)}

    def is_within_limits(self, request, form):
        """Nobody fills another person's mailbox with our mails."""
        address = form.cleaned_data["email"]
        return super().is_within_limits(request, form) and is_within_limits(
            request, form, "advice_to", key=address
        )

    def accept(self, form):
        receive_request(form.cleaned_data, self.about, self.publisher)
