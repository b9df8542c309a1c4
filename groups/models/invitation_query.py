from django.db import models
from django.db.models import F, Q
from django.utils import timezone


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

    def revoke(self):
        """From now on none of them admits anybody, for good. Returns how many that changes."""
        return self.filter(revoked_at=None).update(revoked_at=timezone.now(), paused_at=None, is_public=False)

    def count_step(self, step):
        """Adds one to the counter of this step: opened, codes_sent or confirmed."""
        self.update(**{step: F(step) + 1})

    def with_joined(self):
        """Adds `first_posts`: how many of those who joined by the link and still are members have written a post."""
        written = Q(memberships__first_post_at__isnull=False)
        return self.annotate(first_posts=models.Count("memberships", filter=written))
