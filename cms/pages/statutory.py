"""Pages that the law asks for: the same for every site, with the values of the site setting Organisation."""

from datetime import timedelta
from urllib.parse import urlsplit

from django import forms
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms import limits
from cms.blocks import BodyBlock
from cms.forms.guarded import GuardedForm
from cms.forms.serving import StoredForm
from cms.models.publisher import OfOrganisation
from cms.pages.base import BodyPage, EditorialPage, lines_field
from web.fields import AddressField, LineField, TextField

# Below these, addresses open something for whoever has them.
SECRET = ("/einladung/", "/konto/", "/newsletter/", "/beratung/")


class ImprintPage(OfOrganisation, BodyPage):
    body = StreamField(BodyBlock(), verbose_name="Weitere Angaben", blank=True)

    template = "cms/imprint.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    is_discussed = False

    class Meta:
        verbose_name = "Impressum"
        verbose_name_plural = "Impressen"


class Conformity(models.TextChoices):
    FULL = "full", "vollständig vereinbar"
    PARTIAL = "partial", "teilweise vereinbar"
    NONE = "none", "nicht vereinbar"
    UNKNOWN = "unknown", "wird noch geprüft"


class BarrierForm(GuardedForm):
    """Signed out, too; an address only for those who want an answer."""

    place = LineField(
        label="Auf welcher Seite? (freiwillig)",
        required=False,
        max_length=500,
        help_text="Die Adresse aus der Zeile des Browsers oder der Titel der Seite.",
    )
    barrier = TextField(
        label="Was ist passiert?",
        max_length=limits.MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Was wollten Sie tun, und woran lag es? Wenn Sie mögen: mit welchem Gerät oder Hilfsmittel.",
        error_messages={"required": "Bitte beschreiben Sie in einem Satz, woran es lag."},
    )
    email = AddressField(
        label="E-Mail-Adresse (freiwillig)",
        required=False,
        help_text="Nur, wenn Sie eine Antwort möchten.",
    )


class AccessibilityStatementPage(OfOrganisation, StoredForm, BodyPage):
    """In the order of the model statement (Decision (EU) 2018/1523), which the L-BGG-DVO of Baden-Württemberg follows."""

    conformity = models.CharField(
        "Stand der Vereinbarkeit", max_length=10, choices=Conformity, default=Conformity.UNKNOWN
    )
    barriers = lines_field(
        "Noch nicht barrierefrei", "Je Punkt ein Inhalt, mit dem Grund und bis wann es behoben wird."
    )
    disproportionate = lines_field(
        "Unverhältnismäßige Belastung", "Was deshalb nicht barrierefrei wird, mit Begründung."
    )
    out_of_scope = lines_field("Vom Gesetz ausgenommen", "Zum Beispiel ältere Dokumente.")
    method = models.CharField("Grundlage", max_length=200, default="Selbstbewertung")
    created_on = models.DateField("erstellt am", default=timezone.localdate)
    reviewed_on = models.DateField("zuletzt überprüft am", default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name="Einleitung der Erklärung", blank=True)

    form_title = button = "Barriere melden"
    thanks = (
        "Ihre Meldung ist da. Wir prüfen sie und antworten, wenn Sie eine E-Mail-Adresse angegeben haben."
    )
    again = "Eine weitere Barriere melden"
    kept = "Wir löschen die Meldung nach einem Jahr."

    content_panels = [
        FormSubmissionsPanel(),
        *EditorialPage.content_panels,
        FieldPanel("body"),
        FieldPanel("conformity"),
        FieldPanel("barriers"),
        FieldPanel("disproportionate"),
        FieldPanel("out_of_scope"),
        FieldRowPanel([FieldPanel("created_on"), FieldPanel("reviewed_on"), FieldPanel("method")]),
    ]
    search_fields = [*BodyPage.search_fields, index.SearchField("barriers")]
    template = "cms/accessibility_statement.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = "Erklärung zur Barrierefreiheit"
        verbose_name_plural = "Erklärungen zur Barrierefreiheit"

    @property
    def recipient(self):
        return self.publisher.feedback_email or self.publisher.email

    @property
    def next_review(self):
        return self.reviewed_on + timedelta(days=self.publisher.statement_review_days)

    def get_form_class(self):
        return BarrierForm

    def get_form_fields(self):
        """None that editors choose."""
        return []

    def get_data_fields(self):
        fields = [
            (name, field.label) for name, field in BarrierForm.base_fields.items() if name != "guard_empty"
        ]
        return super().get_data_fields() + fields

    def serve(self, request, *args, **kwargs):
        self.came_from = self.find_previous(request)
        return super().serve(request, *args, **kwargs)

    def find_previous(self, request):
        """The page of this site from which the reader comes: most likely the one with the barrier. Never a secret link."""
        address = urlsplit(request.headers.get("Referer", ""))
        is_ours = address.netloc == request.get_host() and address.path != self.get_url(request)
        return address.path if is_ours and not address.path.startswith(SECRET) else ""

    def get_form_parameters(self):
        return {"initial": {"place": getattr(self, "came_from", "")}}
