"""A group, and its states: open, archived, and deleted after a waiting time by the nightly job `groups.delete_groups`."""

from django.db import connection, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from audit.models import record_act
from groups.audit_labels import Act
from groups.models.admission import Approval, ApprovalNeeded
from groups.models.group_query import GroupQuerySet, Visibility
from groups.models.join_request import JoinRequest
from groups.models.membership import Membership, leads_of_group
from groups.models.state import GroupClosed, State
from groups.rights import Role
from notifications.models import Notification

# What stays of a deleted group, so that its links still say what became of it.
KEPT_RELATIONS = {"invitations", "mailings", "legacy_links"}

HOLD = "SELECT archived_at, deleted_at FROM groups_group WHERE id = %s FOR SHARE"


class JoinPolicy(models.TextChoices):
    INVITATION = "invitation", "Einladung"
    REQUEST = "request", "Anfrage"
    OPEN = "open", "offen"


class Group(models.Model):
    """A space with members. Its drawing and its glyph are derived from its slug."""

    slug = models.SlugField(
        "Kurzname", unique=True, help_text="Steht in der Adresse der Gruppe und bleibt für immer."
    )
    title = models.CharField("Name", max_length=100)
    summary = models.CharField("Worum es geht, in einem Satz", max_length=160)
    description = models.TextField(
        "Wofür die Gruppe da ist", max_length=2000, help_text="Steht auch auf der Einladung, für alle lesbar."
    )
    rules = models.TextField(
        "Was hier gilt",
        max_length=2000,
        blank=True,
        help_text="Regeln für das Miteinander. Stehen unter „Über“ und auf der Einladung.",
    )
    welcome = models.TextField(
        "Worte zur Begrüßung",
        max_length=500,
        blank=True,
        help_text="Lesen neue Mitglieder über den Themen, bis sie zum ersten Mal geschrieben haben.",
    )
    theme_fields = models.ManyToManyField(
        "vocabulary.ThemeField", verbose_name="Themenfelder", blank=True, related_name="+"
    )
    visibility = models.CharField(
        "Verzeichnis",
        max_length=10,
        choices=Visibility,
        default=Visibility.VISIBLE,
        help_text="Eine verborgene Gruppe finden nur ihre Mitglieder.",
    )
    join_policy = models.CharField(
        "Beitritt",
        max_length=10,
        choices=JoinPolicy,
        default=JoinPolicy.INVITATION,
        help_text="Wie man ohne Einladung hineinkommt: gar nicht, auf Anfrage oder sofort.",
    )
    order = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    is_demo = models.BooleanField("Beispielinhalt", default=False)
    created_at = models.DateTimeField("angelegt", auto_now_add=True)
    archived_at = models.DateTimeField("abgeschlossen", null=True, blank=True, editable=False)
    delete_at = models.DateTimeField("wird gelöscht", null=True, blank=True, editable=False)
    deletion_notified_at = models.DateTimeField(null=True, editable=False)
    deleted_at = models.DateTimeField("gelöscht", null=True, blank=True, editable=False)
    # When site admins were mailed that it has no lead; None again as soon as it has one.
    without_lead_notified_at = models.DateTimeField(null=True, editable=False)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = "Gruppe"
        verbose_name_plural = "Gruppen"
        ordering = ["order", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(delete_at=None) | Q(archived_at__isnull=False),
                name="group_to_be_deleted_is_archived",
            ),
            models.CheckConstraint(
                condition=Q(deleted_at=None) | Q(delete_at__isnull=False),
                name="group_deleted_after_a_time",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """By its name: the page belongs to the forum, of which this app imports nothing."""
        return reverse("forum:group", args=[self.slug])

    @property
    def after_joining_url(self):
        return self.get_absolute_url()

    @property
    def subject(self):
        """Its name in the audit log, and its scope in notifications."""
        return f"group.{self.pk}"

    @property
    def is_listed(self):
        """Whether everybody can find it in the directory."""
        return self.visibility == Visibility.VISIBLE and self.is_open

    @property
    def ask_url(self):
        """The address where everybody may ask to join; empty unless the join policy is REQUEST."""
        asked = self.is_listed and self.join_policy == JoinPolicy.REQUEST
        return reverse("groups:request", args=[self.slug]) if asked else ""

    @property
    def is_open_to_all(self):
        return self.is_listed and self.join_policy == JoinPolicy.OPEN

    @property
    def state(self):
        if self.deleted_at:
            return State.DELETED
        return State.ARCHIVED if self.archived_at else State.OPEN

    @property
    def is_open(self):
        return self.state == State.OPEN

    def lock(self):
        """Locks the row for changes of the group, its roles or its links, and returns it. Joining does not wait for it."""
        return Group.objects.select_for_update(no_key=True).get(pk=self.pk)

    def hold(self):
        """Locks the row against being archived until the transaction ends, and reads its state from the database."""
        with connection.cursor() as cursor:
            cursor.execute(HOLD, [self.pk])
            self.archived_at, self.deleted_at = cursor.fetchone()

    @transaction.atomic
    def archive(self, by):
        """From now on members can only read, and nobody joins. Idempotent."""
        if self.lock().state == State.OPEN:
            self.change_state(by, Act.GROUP_ARCHIVED, archived_at=timezone.now())

    @transaction.atomic
    def delete_content(self):
        """Deletes all rows that belong to it except KEPT_RELATIONS. Does nothing before delete_at or a second time."""
        group = Group.objects.select_for_update().get(pk=self.pk)
        if group.deleted_at or not group.delete_at or group.delete_at > timezone.now():
            return
        for relation in self._meta.related_objects:
            if relation.get_accessor_name() not in KEPT_RELATIONS:
                relation.related_model.objects.filter(**{relation.field.name: self.pk}).delete()
        # The notifications of members have gone with them; those of invited people and of people who asked remain.
        Notification.objects.within(self.subject).withdraw()
        for kept in (group.invitations, group.mailings):
            kept.update(created_by=None, words="")
        self.change_state(
            None, Act.GROUP_DELETED, deleted_at=timezone.now(), description="", rules="", welcome=""
        )

    def change_state(self, by, act, **values):
        Group.objects.filter(pk=self.pk).update(**values)
        for name, value in values.items():
            setattr(self, name, value)
        record_act(by, act, object=self.subject, scope=self.subject)

    @transaction.atomic
    def change(self, by, fields, theme_fields=()):
        """Saves only these fields, as set on this instance; theme fields as given. Raises GroupClosed."""
        if not self.lock().is_open:
            raise GroupClosed
        if not fields:
            return
        self.save(update_fields=[name for name in fields if name != "theme_fields"])
        if "theme_fields" in fields:
            self.theme_fields.set(theme_fields)
        record_act(by, Act.GROUP_CHANGED, object=self.subject, scope=self.subject, fields=sorted(fields))

    @transaction.atomic
    def admit(self, user, role=Role.MEMBER, **fields):
        """Makes the user a member, unless they are one. Returns (membership, whether it is new).

        Settles the person's waiting request and deletes an earlier Removal. Checks nothing: see `join`.
        """
        # Locked first, in the order of somebody who decides the request at the same time.
        list(JoinRequest.objects.waiting().filter(group=self, user=user).select_for_update())
        admitted = Membership.objects.get_or_create(group=self, user=user, defaults={"role": role, **fields})
        if admitted[1]:
            JoinRequest.objects.filter(group=self, user=user).settle()
            self.removals.filter(user=user).delete()
        self.email_invitations.mark_accepted(user)
        return admitted

    @transaction.atomic
    def join(self, user):
        """Makes the user a member of a group that is open to all. Raises GroupClosed or ApprovalNeeded."""
        group = self.lock()
        if not group.is_open:
            raise GroupClosed
        if why := group.approval_for(user):
            raise ApprovalNeeded(why)
        return group.admit(user)[0]

    def approval_for(self, user):
        """Why a lead has to approve this person, who has no invitation (an Approval), or None."""
        if not self.is_open_to_all:
            return Approval.GROUP
        return Approval.REMOVED if self.removals.filter(user=user).exists() else None

    @property
    def leads(self):
        return [membership.user for membership in leads_of_group.all(group=self.pk)]

    @property
    def public_invitation(self):
        """The link to which public pages lead, if it is usable, else None."""
        return self.invitations.usable().filter(is_public=True).first()
