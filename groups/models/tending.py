"""What leads do with a link after it was made. Each act is written down in the audit log."""

from django.db import models, transaction
from django.utils import timezone

from groups.audit_labels import Act
from groups.models.lifecycle import GroupClosed


class Tended(models.Model):
    class Meta:
        abstract = True

    def lock_group(self):
        """Whoever changes which invitation is public locks the group first, then invitations; joining needs neither."""
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
        """Saves these fields and nothing else: a use counted meanwhile stays counted, a link revoked meanwhile dead.

        Whoever changes the words invites from now on, since they stand above a name. Raises InvitationEnded.
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
        """Saves it; when it is the public one, public pages lead to it instead of to the former, which stays usable."""
        if self.is_public:
            self.lock_group()
            others = type(self).objects.filter(group=self.group_id, is_public=True).exclude(pk=self.pk)
            others.update(is_public=False)
        self.save(**fields)

    @transaction.atomic
    def pause(self, by):
        """Until it is resumed, the link admits nobody. A second time changes nothing. Raises InvitationEnded."""
        self.refuse_revoked()
        if self.row.filter(paused_at=None).update(paused_at=timezone.now()):
            self.note(Act.LINK_PAUSED, by)

    @transaction.atomic
    def resume(self, by):
        """Raises InvitationEnded."""
        self.refuse_revoked()
        if self.row.exclude(paused_at=None).update(paused_at=None):
            self.note(Act.LINK_RESUMED, by)

    @transaction.atomic
    def revoke(self, by):
        """From now on the link admits nobody, for good. A second time changes nothing."""
        if self.row.revoke():
            self.note(Act.LINK_REVOKED, by)

    @transaction.atomic
    def replace(self, by):
        """Revokes the link and puts one with a new key and the same policy in its place. Returns that one.

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
        """Puts a new public link with the same policy in this one's place, which stays usable until it expires."""
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
        """An unsaved link of the same policy with a key of its own."""
        return type(self)(**{name: getattr(self, name) for name in POLICY}, **fields)


POLICY = (
    *("group_id", "label", "words", "created_by_id", "max_uses", "mail_domains", "member_towns_only"),
    *("needs_approval", "role", "landing_path", "is_public", "show_thread_titles", "paused_at"),
)


class InvitationEnded(Exception):
    """A revoked link stays as it was, and one that has ended is not replaced."""
