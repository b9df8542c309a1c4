from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel

from cms.reuse.admin_form import ReuseAdminForm


class State(models.TextChoices):
    WAITING = "waiting", "wartet auf Sie"
    REJECTED = "rejected", "nicht übernommen"
    CONFIRMED = "confirmed", "bestätigt"


class AlreadyReported(Exception):
    """The municipality stands at the fact sheet already, or waits to."""


class ReuseQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(state=State.CONFIRMED)

    def waiting(self):
        return self.filter(state=State.WAITING)

    @transaction.atomic
    def report(self, page, reporter, *, note, date):
        """A member says that their municipality does the same. Raises AlreadyReported, unless it was rejected before."""
        told = {"note": note, "date": date, "reporter": reporter, "reported_at": timezone.now()}
        told |= {"state": State.WAITING, "answer": ""}
        found, is_new = self.get_or_create(page=page, municipality=reporter.municipality, defaults=told)
        if is_new:
            return found
        if not self.filter(pk=found.pk, state=State.REJECTED).update(**told):
            raise AlreadyReported
        found.refresh_from_db()
        return found


class Reuse(models.Model):
    """A municipality that does the same after the example of a fact sheet. Only what is confirmed is shown.

    No part of the page's own draft: what members report while an editor writes would be lost when the draft is published.
    """

    page = models.ForeignKey(
        "cms.FactSheetPage",
        on_delete=models.CASCADE,
        related_name="reuses",
        verbose_name="Steckbrief",
        db_index=False,
    )
    municipality = models.ForeignKey(
        "vocabulary.Municipality",
        on_delete=models.CASCADE,
        related_name="reuses",
        verbose_name="Stadt oder Gemeinde",
    )
    note = models.CharField("Was übernommen wurde", max_length=250, blank=True)
    date = models.DateField("Seit", null=True, blank=True)
    is_demo = models.BooleanField("Beispielinhalt", default=False)
    state = models.CharField("Stand", max_length=10, choices=State, default=State.CONFIRMED)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="Gemeldet von",
    )
    reported_at = models.DateTimeField("Gemeldet", null=True, editable=False)
    answer = models.TextField(
        "Ihre Antwort",
        max_length=500,
        blank=True,
        help_text="Steht in der Mitteilung an die Person, die gemeldet hat. Besonders, wenn Sie etwas nicht übernehmen.",
    )

    objects = ReuseQuerySet.as_manager()
    base_form_class = ReuseAdminForm
    panels = [
        FieldRowPanel([FieldPanel("reporter", read_only=True), FieldPanel("reported_at", read_only=True)]),
        MultiFieldPanel(
            [
                PageChooserPanel("page"),
                FieldPanel("municipality"),
                FieldPanel("note"),
                FieldPanel("date"),
                FieldPanel("is_demo"),
            ],
            heading="Nachnutzung",
        ),
        MultiFieldPanel([FieldPanel("state"), FieldPanel("answer")], heading="Entscheidung"),
    ]

    class Meta:
        verbose_name = "Nachnutzung"
        verbose_name_plural = "Nachnutzungen"
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "municipality"],
                name="reuse_once_per_municipality",
                violation_error_message="Diese Stadt steht an diesem Steckbrief schon, oder ihre Meldung wartet.",
            ),
            models.CheckConstraint(condition=models.Q(state__in=State), name="reuse_state_is_known"),
        ]

    def __str__(self):
        return f"{self.municipality}: {self.page.title}"

    @property
    def subject(self):
        """Of its notifications."""
        return f"reuse.{self.pk}"
