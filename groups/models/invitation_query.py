from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from audit.models import record
from groups import limits
from groups.audit_labels import SITE, Act
from groups.models.group import Group


class InvitationQuerySet(models.QuerySet):
    def usable(self):
        """Those whose `state` is OPEN."""
        now = timezone.now()
        return self.filter(
            Q(expires_at=None) | Q(expires_at__gt=now),
            Q(max_uses=None) | Q(uses__lt=F("max_uses")),
            revoked_at=None,
            paused_at=None,
            group__archived_at=None,
            group__deleted_at=None,
        )

    def renew_public(self):
        """Replaces each public link that has expired or expires soon."""
        soon = timezone.now() + limits.PUBLIC_LINK_RENEWED_BEFORE
        for invitation in self.filter(is_public=True, expires_at__lt=soon):
            invitation.renew()

    def revoke(self):
        """From now on none of them admits anybody, for good. Returns how many that changes."""
        return self.filter(revoked_at=None).update(revoked_at=timezone.now(), paused_at=None, is_public=False)

    @transaction.atomic
    def revoke_everywhere(self, by):
        """From now on no link of the site admits anybody. Returns how many that changes."""
        # In the order of somebody who replaces or publishes a link at the same time.
        list(Group.objects.order_by("pk").select_for_update(no_key=True).values_list("pk"))
        number = self.revoke()
        if number:
            record(by, Act.ALL_LINKS_REVOKED, object="site.1", scope=SITE, number=number)
        return number

    def count_step(self, step):
        """Adds one to the counter of this step: opened, codes_sent or confirmed."""
        self.update(**{step: F(step) + 1})

    def links(self):
        """The links that anybody may pass on, without mailings."""
        return self.filter(is_personal=False)

    def mailed(self):
        """The mailings, with counts of their lines: `invited`, `sent`, `accepted`, `refused`, and `wait` (to be sent)."""
        went = Q(email_invitations__reject_reason="")
        waits = went & Q(
            email_invitations__sent_at=None,
            email_invitations__withdrawn_at=None,
            email_invitations__accepted_at=None,
            email_invitations__declined_at=None,
            revoked_at=None,
            group__archived_at=None,
        )
        return self.filter(is_personal=True).annotate(
            invited=models.Count("email_invitations", filter=went),
            sent=models.Count("email_invitations", filter=Q(email_invitations__sent_at__isnull=False)),
            refused=models.Count("email_invitations", filter=~Q(email_invitations__reject_reason="")),
            wait=models.Count("email_invitations", filter=waits),
            accepted=models.Count(
                "email_invitations", filter=Q(email_invitations__accepted_at__isnull=False)
            ),
        )

    def with_joined(self):
        """Adds `first_posts`: how many of those who joined by the link and still are members have written a post."""
        written = Q(memberships__first_post_at__isnull=False)
        return self.annotate(first_posts=models.Count("memberships", filter=written))
