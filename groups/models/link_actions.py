"""What leads do with an invitation link. Each action writes an entry of the audit log."""

from django.db import models, transaction
from django.utils import timezone

from groups.audit_labels import Act
from groups.models.lifecycle import GroupClosed


class LinkActions(models.Model):
    class Meta:
        abstract = True

    def lock_group(self):
        """For changes of which link is public: the group is locked first, then links. Joining does not lock the group."""
        return self.group.lock()

    @transaction.atomic
    def create(self, by):
        """Raises GroupClosed."""
        if not self.lock_group().is_open:
            raise GroupClosed
        self.created_by = by
        self.store()
        self.note(Act.LINK_CREATED, by)

    @transaction.atomic
    def change(self, by, fields):
        """Saves only these fields, so that neither a use nor a revocation of the same moment is lost.

        Changing the words also changes created_by: they are shown with that person's name. Raises InvitationEnded.
        """
        if not fields:
            return
        self.lock_group()
        stored = self.refuse_revoked()
        if self.max_uses is not None:
            # Somebody may have joined since the form was read.
            self.max_uses = max(self.max_uses, stored.uses)
        inviter = ["created_by"] if "words" in fields else []
        if inviter:
            self.created_by = by
        self.store(update_fields=[*fields, *inviter])
        self.note(Act.LINK_CHANGED, by, fields=sorted(fields))

    @transaction.atomic
    def store(self, **fields):
        """Saves it. A public link replaces the former public one, which stays usable."""
        if self.is_public:
            self.lock_group()
            others = type(self).objects.filter(group=self.group_id, is_public=True).exclude(pk=self.pk)
            others.update(is_public=False)
        self.save(**fields)

    @transaction.atomic
    def pause(self, by):
        """Until it is resumed, the link admits nobody. Idempotent. Raises InvitationEnded."""
        self.refuse_revoked()
        if self.row.filter(paused_at=None).update(paused_at=timezone.now()):
            self.note(Act.LINK_PAUSED, by)

    @transaction.atomic
    def resume(self, by):
        """Idempotent. Raises InvitationEnded."""
        self.refuse_revoked()
        if self.row.exclude(paused_at=None).update(paused_at=None):
            self.note(Act.LINK_RESUMED, by)

    @transaction.atomic
    def revoke(self, by):
        """From now on the link admits nobody, for good. Idempotent."""
        if self.row.revoke():
            self.note(Act.LINK_REVOKED, by)

    @transaction.atomic
    def replace(self, by):
        """Revokes the link and creates one with a new key and the same policy. Returns the new one.

        Raises InvitationEnded.
        """
        self.lock_group()
        invitation = self.lock()
        if invitation.is_over:
            raise InvitationEnded
        successor = invitation.successor(expires_at=invitation.expires_at)
        if invitation.max_uses is not None:
            successor.max_uses = invitation.max_uses - invitation.uses
        self.row.revoke()
        successor.save()
        self.note(Act.LINK_REPLACED, by, successor=successor.pk)
        return successor

    @transaction.atomic
    def renew(self):
        """If it is public, creates a public link with the same policy; this one stays usable until it expires."""
        self.lock_group()
        invitation = self.lock()
        if invitation.is_public:
            successor = invitation.successor()
            successor.store()
            successor.note(Act.LINK_RENEWED, None)

    @property
    def row(self):
        return type(self).objects.filter(pk=self.pk)

    def refuse_revoked(self):
        invitation = self.lock()
        if invitation.revoked_at:
            raise InvitationEnded
        return invitation

    def successor(self, **fields):
        """An unsaved link with the same policy and a new key."""
        return type(self)(**{name: getattr(self, name) for name in POLICY}, **fields)


POLICY = (
    *("group_id", "label", "words", "created_by_id", "max_uses", "mail_domains", "member_towns_only"),
    *("needs_approval", "role", "landing_path", "is_public", "show_thread_titles", "paused_at"),
)


class InvitationEnded(Exception):
    """A revoked link cannot be changed, and one that has ended cannot be replaced."""
