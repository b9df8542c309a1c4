"""What members write for the library outside the admin: new fact sheets, and changes to published ones."""

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cms import limits


class TooManySubmissions(Exception):
    """The person has as many open ones as one may have."""


class SubmissionChanged(Exception):
    """Another window has saved something else meanwhile; `revision` is the stored one."""

    def __init__(self, revision):
        super().__init__()
        self.revision = revision


class SubmissionClosed(Exception):
    """The editors have it, or it is published: nobody changes it now."""


class State(models.TextChoices):
    DRAFT = "entwurf", "Entwurf"
    IN_REVIEW = "pruefung", "In Prüfung"
    RETURNED = "zurueck", "Zurück bei Ihnen"
    PUBLISHED = "veroeffentlicht", "Veröffentlicht"


class SubmissionQuerySet(models.QuerySet):
    def of(self, user):
        """Without published ones whose page is gone."""
        return self.filter(author=user).exclude(page=None, state=State.PUBLISHED).select_related("page")

    def open(self):
        return self.exclude(state=State.PUBLISHED)

    @transaction.atomic
    def start(self, author, typed, page=None):
        """A new draft; with `page` of a change to it, or the author's one that is open. Raises TooManySubmissions."""
        # Of two clicks at once the second waits, and then finds what the first has made.
        User.objects.select_for_update(no_key=True).get(pk=author.pk)
        mine = self.filter(author=author).open()
        if page and (found := mine.filter(page=page, is_change=True).first()):
            return found
        if mine.count() >= limits.OPEN_SUBMISSIONS:
            raise TooManySubmissions
        return self.create(
            author=author,
            page=page,
            is_change=page is not None,
            based_on=page and page.latest_revision_id,
            typed=typed,
            saved_at=timezone.now(),
        )


class Submission(models.Model):
    """Until it is sent, it is only this row; then its page, whose workflow says what becomes of it: see workflow.py.

    `typed`: what the form held when it was last saved, by field, valid or not. `revision` grows with each save, for two
    windows. `is_change`: of a page that was published before; `based_on`: that page's latest revision when the author
    began. `page` is empty until the first sending, and when the editors have deleted it.
    """

    author = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="submissions")
    page = models.ForeignKey(
        "cms.FactSheetPage", on_delete=models.SET_NULL, null=True, related_name="submissions"
    )
    is_change = models.BooleanField(default=False)
    based_on = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    typed = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "page"],
                condition=Q(is_change=True) & ~Q(state=State.PUBLISHED),
                name="submission_once_per_page_and_author",
            ),
        ]

    def __str__(self):
        return f"Einreichung {self.pk}"

    def get_absolute_url(self):
        return reverse("submitting:edit", args=[self.pk])

    @property
    def title(self):
        return self.typed["title"]

    @property
    def subject(self):
        """Of notifications."""
        return f"submission.{self.pk}"

    @property
    def current_state(self):
        """What the editors have deleted is a draft again: its text is here."""
        is_gone = self.page_id is None and self.state != State.PUBLISHED
        return State.DRAFT if is_gone else State(self.state)

    @property
    def is_draft(self):
        return self.current_state == State.DRAFT

    @property
    def is_in_review(self):
        return self.current_state == State.IN_REVIEW

    @property
    def is_returned(self):
        return self.current_state == State.RETURNED

    @property
    def is_published(self):
        return self.current_state == State.PUBLISHED

    @property
    def is_editable(self):
        return self.is_draft or self.is_returned

    @property
    def has_own_text(self):
        """Whether the author has typed something that the page does not have."""
        return self.page_id is None or self.submitted_at is None or self.saved_at > self.submitted_at

    def lock(self):
        """This row as it is now, locked. Raises SubmissionClosed if nobody may change it."""
        stored = Submission.objects.select_for_update().get(pk=self.pk)
        if not stored.is_editable:
            raise SubmissionClosed
        return stored

    @transaction.atomic
    def store(self, typed, revision):
        """Saves what the form holds. `revision`: the one that the form has. Raises SubmissionChanged, SubmissionClosed."""
        stored = self.lock()
        if stored.typed != typed or not stored.has_own_text:
            if stored.revision != revision:
                raise SubmissionChanged(stored.revision)
            if not stored.has_own_text:
                stored.based_on = stored.page.latest_revision_id
            stored.typed, stored.revision, stored.saved_at = typed, revision + 1, timezone.now()
            stored.save(update_fields=["typed", "revision", "saved_at", "based_on"])
        for name in ("typed", "revision", "saved_at", "based_on"):
            setattr(self, name, getattr(stored, name))
