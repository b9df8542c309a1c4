"""External addresses that the site links to, how they answered, and where they stand."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from cms import limits


class LinkState(models.TextChoices):
    UNCHECKED = "unchecked", "noch nicht geprüft"
    OK = "ok", "in Ordnung"
    MOVED = "moved", "umgezogen"
    NOT_FOUND = "not_found", "gibt es nicht mehr"
    REFUSED = "refused", "abgewiesen"
    FAILING = "failing", "Fehler der anderen Website"
    SILENT = "silent", "keine Antwort"
    INSECURE = "insecure", "Zertifikat ungültig"
    LOOP = "loop", "leitet im Kreis"
    EXEMPT = "exempt", "wird nicht geprüft"


FAILED = [
    *(LinkState.NOT_FOUND, LinkState.REFUSED, LinkState.FAILING),
    *(LinkState.SILENT, LinkState.INSECURE, LinkState.LOOP),
]


class CheckedLinkQuerySet(models.QuerySet):
    def shown(self):
        """Those that stand on a published page, or in the list of external links."""
        shown = LinkUse.objects.filter(Q(page__live=True) | Q(snippet__isnull=False), link=OuterRef("pk"))
        return self.filter(Exists(shown))

    def failing(self):
        """At once when the website says that there is nothing, else after LINK_FAILURES in a row."""
        often = Q(state__in=FAILED, failures__gte=limits.LINK_FAILURES)
        return self.shown().filter(Q(state=LinkState.NOT_FOUND) | often)

    def broken(self):
        """Without those that an editor has accepted as they are."""
        return self.failing().exclude(accepted_state=F("state"))

    def due(self):
        return self.filter(due_at__lte=timezone.now())

    def check_now(self):
        """Lets the next job check them; returns how many."""
        return self.update(due_at=timezone.now())


class CheckedLink(models.Model):
    """`accepted_state` is that in which an editor accepts the link; it holds until the state changes."""

    address = models.CharField("Adresse", max_length=limits.LINK_ADDRESS_LENGTH, unique=True)
    state = models.CharField("Ergebnis", max_length=10, choices=LinkState, default=LinkState.UNCHECKED)
    status = models.PositiveSmallIntegerField("HTTP-Status", null=True)
    final_address = models.CharField("neue Adresse", max_length=limits.LINK_ADDRESS_LENGTH, blank=True)
    failures = models.PositiveSmallIntegerField("Fehlschläge in Folge", default=0)
    first_failed_at = models.DateTimeField("defekt seit", null=True)
    checked_at = models.DateTimeField("zuletzt geprüft", null=True)
    due_at = models.DateTimeField("zu prüfen ab", null=True, db_index=True)
    accepted_state = models.CharField("als in Ordnung vermerkt", max_length=10, choices=LinkState, blank=True)

    objects = CheckedLinkQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "geprüfter Link"
        verbose_name_plural = "geprüfte Links"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=LinkState.values), name="checked_link_state"),
        ]

    def __str__(self):
        return self.address

    @property
    def is_accepted(self):
        return self.accepted_state == self.state

    @property
    def is_due(self):
        return bool(self.due_at and self.due_at <= timezone.now())

    @property
    def place_titles(self):
        """Of the report's `places`, for its file."""
        return ", ".join((use.page or use.snippet).title for use in self.places)

    @property
    def number_of_more_uses(self):
        return self.number_of_uses - len(self.places)

    def accept(self):
        """As it is now; returns whether it had failed and was not accepted before."""
        rows = CheckedLink.objects.filter(pk=self.pk, state__in=FAILED).exclude(accepted_state=F("state"))
        return bool(rows.update(accepted_state=F("state")))

    def record_answer(self, answer):
        """Stores what a check (cms.links.fetching.Answer) found. A website that asks for patience changes nothing else."""
        # It may be gone meanwhile, so no save().
        row, now = CheckedLink.objects.filter(pk=self.pk), timezone.now()
        if answer.retry_after:
            row.update(due_at=now + answer.retry_after)
            return
        has_failed = answer.state in FAILED
        failures = self.failures + 1 if has_failed else 0
        is_first = has_failed and answer.state != LinkState.NOT_FOUND and failures < limits.LINK_FAILURES
        row.update(
            state=answer.state,
            status=answer.status,
            final_address=answer.final_address,
            failures=failures,
            first_failed_at=(self.first_failed_at or now) if has_failed else None,
            checked_at=now,
            due_at=now + limits.LINK_SECOND_CHECK if is_first else None,
            accepted_state=self.accepted_state if self.accepted_state == answer.state else "",
        )


class LinkUse(models.Model):
    """One link on one page, or of one entry of the external links."""

    link = models.ForeignKey(CheckedLink, on_delete=models.CASCADE, related_name="uses", db_index=False)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, null=True, related_name="+")
    snippet = models.ForeignKey("cms.ExternalLink", on_delete=models.CASCADE, null=True, related_name="+")

    # A page is not in use because it has links.
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=False, snippet__isnull=True)
                | Q(page__isnull=True, snippet__isnull=False),
                name="link_use_on_page_or_snippet",
            ),
            models.UniqueConstraint(fields=["link", "page"], name="link_use_once_a_page"),
            models.UniqueConstraint(fields=["link", "snippet"], name="link_use_once_a_snippet"),
        ]

    def __str__(self):
        return f"{self.link} – {self.page or self.snippet}"
