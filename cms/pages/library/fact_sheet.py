from datetime import timedelta

from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language_info
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from cms import limits
from cms.access import LOGIN, find_open_documents, is_for_members, open_to
from cms.blocks import BodyBlock
from cms.library.vector import describe_texts
from cms.models.reuse import Reuse
from cms.pages.base import ITEM_PANELS, BodyPage, EditorialPage, in_order, lines_field
from cms.pdf.fact_sheet import describe_fact_sheet
from cms.pdf.render import answer_with_pdf


class Status(models.TextChoices):
    IDEA = "idee", "Idee"
    PLANNED = "planung", "In Planung"
    RUNNING = "umsetzung", "In Umsetzung"
    PERMANENT = "verstetigt", "Verstetigt"
    FINISHED = "abgeschlossen", "Abgeschlossen"
    STOPPED = "eingestellt", "Eingestellt: was wir daraus lernen"


class BudgetClass(models.TextChoices):
    """What a project cost in all, in euros."""

    SMALL = "b1", "unter 5.000 Euro"
    MEDIUM = "b2", "5.000 bis 25.000 Euro"
    LARGE = "b3", "25.000 bis 100.000 Euro"
    VERY_LARGE = "b4", "über 100.000 Euro"


def group_fields(heading, names):
    return MultiFieldPanel([FieldPanel(name) for name in names.split()], heading=heading)


class FactSheetQuerySet(PageQuerySet):
    def shown_to(self, request):
        return self.live().filter(open_to(request))

    def with_rows(self):
        """With what components/fact_sheet_row.html shows, in as many queries for many rows as for one."""
        rows = self.select_related("municipality", "quarter").prefetch_related("theme_fields")
        return rows.annotate(is_for_members=is_for_members()).defer("search_vector").defer_streamfields()


class FactSheetPage(RoutablePageMixin, BodyPage):
    """A project of a municipality, told so that others can follow it. For members only: by Wagtail's privacy."""

    number = models.CharField("Nummer", max_length=20, blank=True)
    municipality = models.ForeignKey(
        "vocabulary.Municipality",
        on_delete=models.PROTECT,
        related_name="fact_sheets",
        verbose_name="Stadt oder Gemeinde",
    )
    quarter = models.ForeignKey(
        "vocabulary.Quarter",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="fact_sheets",
        verbose_name="Quartier",
    )
    programme = models.ForeignKey(
        "vocabulary.Programme",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="fact_sheets",
        verbose_name="Programm",
    )
    lat = models.DecimalField("Breite", max_digits=8, decimal_places=5, null=True, blank=True)
    lon = models.DecimalField("Länge", max_digits=8, decimal_places=5, null=True, blank=True)
    location_note = models.CharField("Genauigkeit des Punktes", max_length=150, blank=True)
    theme_fields = ParentalManyToManyField(
        "vocabulary.ThemeField", related_name="fact_sheets", verbose_name="Themenfelder"
    )
    target_groups = ParentalManyToManyField(
        "vocabulary.TargetGroup", related_name="fact_sheets", blank=True, verbose_name="Zielgruppen"
    )
    status = models.CharField("Stand", max_length=20, choices=Status)
    period_start = models.DateField("Beginn", null=True, blank=True)
    period_end = models.DateField("Ende", null=True, blank=True, help_text="Leer, solange es läuft.")
    origin_note = models.CharField("Anlass", max_length=250, blank=True)
    summary = models.TextField("Zusammenfassung", max_length=1000)
    goals = lines_field("Ziele")
    success_factors = lines_field("Was geholfen hat")
    stumbling_blocks = lines_field("Stolpersteine")
    lessons = lines_field("Was wir gelernt haben")
    partners = lines_field("Beteiligte")
    funding = lines_field("Finanzierung")
    budget_class = models.CharField("Kosten", max_length=2, choices=BudgetClass, blank=True)
    staff_effort = models.CharField("Personalaufwand", max_length=150, blank=True)
    start_up_time = models.CharField("Vorlaufzeit", max_length=100, blank=True)
    transferability = models.CharField("Übertragbarkeit", max_length=250, blank=True)
    evidence = models.CharField("Worauf sich das stützt", max_length=150, blank=True)
    accessibility_notes = models.CharField("Barrierefreiheit des Angebots", max_length=250, blank=True)
    contact_role = models.CharField("Ansprechstelle", max_length=150, blank=True)
    contact_organisation = models.CharField("Organisation", max_length=150, blank=True)
    contact_email = models.EmailField("E-Mail-Adresse", blank=True)
    offers_visit = models.BooleanField("lädt zum Besuch ein", default=False)
    offers_talk = models.BooleanField("bietet ein kollegiales Gespräch an", default=False)
    language = models.CharField("Sprache", max_length=10, default="de")
    last_reviewed = models.DateField("Zuletzt geprüft", null=True, blank=True)
    review_after_days = models.PositiveSmallIntegerField("Wieder prüfen nach (Tage)", default=365)
    body = StreamField(BodyBlock(), verbose_name="Weitere Inhalte", blank=True)
    search_vector = models.GeneratedField(
        expression=describe_texts(), output_field=SearchVectorField(), db_persist=True, serialize=False
    )

    objects = PageManager.from_queryset(FactSheetQuerySet)()
    content_panels = [
        *ITEM_PANELS,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("municipality"), FieldPanel("quarter")]),
                FieldRowPanel([FieldPanel("programme"), FieldPanel("number")]),
                FieldRowPanel([FieldPanel("lat"), FieldPanel("lon"), FieldPanel("location_note")]),
            ],
            heading="Ort",
        ),
        MultiFieldPanel(
            [
                FieldPanel("theme_fields"),
                FieldPanel("target_groups"),
                FieldPanel("status"),
                FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")]),
            ],
            heading="Einordnung",
        ),
        group_fields("Erfahrungen", "origin_note goals success_factors stumbling_blocks lessons"),
        group_fields(
            "Aufwand",
            "partners funding budget_class staff_effort start_up_time transferability evidence accessibility_notes",
        ),
        group_fields(
            "Wen kann man fragen?", "contact_role contact_organisation contact_email offers_visit offers_talk"
        ),
        InlinePanel("documents", heading="Dokumente und Vorlagen", label="Dokument"),
        InlinePanel("clips", heading="Filme und Clips", label="Film oder Clip"),
        InlinePanel("related", heading="Ähnliche Vorhaben", label="Steckbrief"),
        FieldPanel("body"),
    ]
    promote_panels = [
        *EditorialPage.promote_panels,
        MultiFieldPanel(
            [FieldPanel("language"), FieldPanel("last_reviewed"), FieldPanel("review_after_days")],
            heading="Prüfung",
        ),
    ]
    search_fields = [
        *BodyPage.search_fields,
        index.SearchField("summary"),
        index.SearchField("lessons"),
    ]
    exclude_fields_in_copy = ["search_vector"]
    template = "cms/library/fact_sheet.html"
    schema_type = "Article"
    parent_page_types = ["cms.FactSheetIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = "Steckbrief"
        verbose_name_plural = "Steckbriefe"
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="fact_sheet_ends_after_start"
            ),
        ]

    def clean(self):
        super().clean()
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise ValidationError({"period_end": "Das Ende liegt vor dem Beginn."})
        if self.quarter and self.quarter.municipality_id != self.municipality_id:
            raise ValidationError({"quarter": f"Dieses Quartier gehört zu {self.quarter.municipality}."})

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "files": self.find_files(request),
            "related": self.find_related(request),
            "reuses": Reuse.objects.confirmed().filter(page=self.pk).select_related("municipality"),
            "clips": [row.clip for row in self.clips.select_related("clip__municipality")],
        }

    @path("steckbrief.pdf/")
    def show_pdf(self, request):
        """One page for the council; config/urls.py leads to it without the slash."""
        document = describe_fact_sheet(self, request)
        return answer_with_pdf(request, "fact_sheet", document, f"Steckbrief {self.title}")

    def find_files(self, request):
        """(document, whether it is a template), without those of collections that are closed to the reader."""
        rows = self.documents.all()
        found = find_open_documents(request).in_bulk([row.document_id for row in rows])
        return [(found[row.document_id], row.is_template) for row in rows if row.document_id in found]

    def find_related(self, request):
        shown = FactSheetPage.objects.shown_to(request).with_rows()
        return in_order(shown, [row.other_id for row in self.related.all()])

    @cached_property
    def is_for_members(self):
        """`with_rows` brings it for many."""
        return any(one.restriction_type == LOGIN for one in self.get_view_restrictions())

    @property
    def is_new(self):
        first = self.first_published_at
        return bool(first and first > timezone.now() - timedelta(days=limits.NEW_DAYS))

    @property
    def language_name(self):
        try:
            return get_language_info(self.language)["name_translated"]
        except KeyError:
            return self.language

    @property
    def was_stopped(self):
        return self.status == Status.STOPPED

    @property
    def review_due(self):
        """The day by which the content should be checked again, or None: a project that was stopped tells the past."""
        is_due = self.last_reviewed and not self.was_stopped
        return self.last_reviewed + timedelta(days=self.review_after_days) if is_due else None

    @property
    def is_review_overdue(self):
        return bool(self.review_due and self.review_due < timezone.localdate())
