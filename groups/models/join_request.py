from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from audit.models import record_act
from groups import limits
from groups.audit_labels import Act
from groups.models.admission import Approval
from groups.models.state import GroupClosed
from groups.notify import withdraw_request
from groups.rights import Role
from vocabulary.addresses import readable_domain


class Outcome(models.TextChoices):
    WAITING = "", "wartet"
    APPROVED = "approved", "freigegeben"
    DECLINED = "declined", "abgelehnt"
    WITHDRAWN = "withdrawn", "zurückgezogen"
    SETTLED = "settled", "anders beigetreten"


class AlreadyDecided(Exception):
    """The request was decided before; `request` is its row with who decided and how."""

    def __init__(self, request):
        super().__init__(request.outcome)
        self.request = request


class AskedBefore(Exception):
    """The person was declined less than ASK_AGAIN_AFTER ago; `request` is that row."""

    def __init__(self, request):
        super().__init__(request.pk)
        self.request = request


class JoinRequestQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(outcome=Outcome.WAITING)

    def decided(self):
        return self.exclude(outcome=Outcome.WAITING).order_by("-decided_at", "-pk")

    def settle(self):
        """For people who have become members by another route."""
        withdraw_request(*self.waiting())
        self.waiting().update(outcome=Outcome.SETTLED, decided_at=timezone.now())

    def with_people(self):
        return self.select_related("user__municipality", "invitation", "mailing", "decided_by")

    def for_lead(self, user):
        """The waiting ones of the groups that the user leads."""
        return self.waiting().filter(
            group__deleted_at=None, group__memberships__user=user, group__memberships__role=Role.LEAD
        )


class JoinRequest(models.Model):
    """A person with a confirmed address asks to join a group; its leads decide."""

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests")
    invitation = models.ForeignKey(
        "groups.Invitation", on_delete=models.SET_NULL, null=True, blank=True, related_name="requests"
    )
    mailing = models.ForeignKey(
        "groups.Mailing", on_delete=models.SET_NULL, null=True, blank=True, related_name="requests"
    )
    why = models.CharField(max_length=10, choices=Approval)
    reason = models.TextField(max_length=500)
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    created_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    words = models.TextField(max_length=500, blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "Anfrage"
        verbose_name_plural = "Anfragen"
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "user"],
                condition=Q(outcome=Outcome.WAITING),
                name="join_request_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.WAITING, decided_at=None)
                | (~Q(outcome=Outcome.WAITING) & Q(decided_at__isnull=False)),
                name="join_request_decided_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(invitation=None) | Q(mailing=None), name="join_request_one_invitation"
            ),
            models.CheckConstraint(condition=Q(outcome__in=Outcome), name="join_request_outcome_is_known"),
            models.CheckConstraint(condition=Q(role__in=Role), name="join_request_role_is_known"),
        ]

    def __str__(self):
        return f"Anfrage {self.pk}"

    @property
    def is_waiting(self):
        return self.outcome == Outcome.WAITING

    @property
    def source(self):
        """The Invitation or Mailing by which the person came, or None."""
        return self.invitation or self.mailing

    @property
    def page_url(self):
        """Where the person reads how it stands; "" for a hidden group if they came without a link or it is deleted."""
        if self.group.is_listed:
            return reverse("groups:request", args=[self.group.slug])
        return reverse("groups:ask", args=[self.source.key]) if self.source else ""

    @property
    def mail_domain(self):
        """The domain of the confirmed address; leads see no more of it."""
        return readable_domain(self.user.email.rpartition("@")[2])

    @property
    def removal(self):
        """The Removal of the person from this group, or None."""
        return self.group.removals.filter(user=self.user_id).select_related("removed_by").first()

    @property
    def may_ask_again_at(self):
        """When a declined person may ask again; None if they may now."""
        again = self.outcome == Outcome.DECLINED and self.decided_at + limits.ASK_AGAIN_AFTER
        return again if again and again > timezone.now() else None

    @transaction.atomic
    def _approve(self, lead):
        """Makes the person a member, also one who was removed before. Raises AlreadyDecided or GroupClosed.

        Without the mail: called by groups.joining.requests.approve_request.
        """
        if self.source:
            # In the order of somebody who joins by it at the same time.
            self.source.lock()
        request = self.lock()
        if not request.group.is_open:
            raise GroupClosed
        request._decide(Outcome.APPROVED, lead)
        request.note(Act.REQUEST_APPROVED, lead)
        membership, is_new = request.group.admit(
            request.user,
            role=request.role,
            invitation=request.invitation,
            mailing=request.mailing,
        )
        if is_new and request.invitation:
            request.invitation.count_use()
        return membership

    @transaction.atomic
    def _decline(self, lead, words=""):
        """Raises AlreadyDecided. Without the mail: called by groups.joining.requests.decline_request."""
        request = self.lock()
        request._decide(Outcome.DECLINED, lead, words)
        request.note(Act.REQUEST_DECLINED, lead)

    @transaction.atomic
    def _withdraw(self):
        """Raises AlreadyDecided. Called by groups.joining.requests.withdraw_request."""
        self.lock()._decide(Outcome.WITHDRAWN)

    def lock(self):
        rows = JoinRequest.objects.select_for_update(of=["self"]).select_related(
            "group", "user", "invitation", "mailing"
        )
        return rows.get(pk=self.pk)

    def _decide(self, outcome, by=None, words=""):
        if not self.is_waiting:
            raise AlreadyDecided(self)
        self.outcome, self.decided_by, self.words, self.decided_at = outcome, by, words, timezone.now()
        self.save(update_fields=["outcome", "decided_by", "words", "decided_at"])

    def note(self, act, by):
        record_act(by, act, object=f"request.{self.pk}", scope=f"group.{self.group_id}")
