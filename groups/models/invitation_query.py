from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from audit.models import record
from groups.audit_labels import SITE, Act
from groups.models.group import Group

RENEWED_BEFORE = timedelta(days=14)


class InvitationQuerySet(models.QuerySet):
    def usable(self):
        """The same as state == OPEN."""
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
        """Puts a new public link in the place of each that has ended or ends soon."""
        for invitation in self.filter(is_public=True, expires_at__lt=timezone.now() + RENEWED_BEFORE):
            invitation.renew()

    def revoke(self):
        """From now on none of them admits anybody, for good. Returns how many that changes."""
        return self.filter(revoked_at=None).update(revoked_at=timezone.now(), paused_at=None, is_public=False)

    @transaction.atomic
    def revoke_everywhere(self, by):
        """From now on no link of the site admits anybody. Returns how many that changes."""
        # As whoever replaces or publishes a link at this moment.
        list(Group.objects.order_by("pk").select_for_update(no_key=True).values_list("pk"))
        number = self.revoke()
        if number:
            record(by, Act.ALL_LINKS_REVOKED, object="site.1", scope=SITE, number=number)
        return number

    def count_step(self, step):
        """One more at this step of the way in; `step` is opened, codes_sent or confirmed."""
        self.update(**{step: F(step) + 1})

    def links(self):
        """Those that anybody may pass on, without those that were mailed to somebody."""
        return self.filter(is_personal=False)

    def mailed(self):
        """Those that were mailed, with how many lines were `invited`, `sent`, `accepted`, `refused`, and still `wait`."""
        went = Q(recipients__problem="")
        waits = went & Q(
            recipients__sent_at=None,
            recipients__withdrawn_at=None,
            recipients__accepted_at=None,
            recipients__declined_at=None,
            revoked_at=None,
            group__archived_at=None,
        )
        return self.filter(is_personal=True).annotate(
            invited=models.Count("recipients", filter=went),
            sent=models.Count("recipients", filter=Q(recipients__sent_at__isnull=False)),
            refused=models.Count("recipients", filter=~Q(recipients__problem="")),
            wait=models.Count("recipients", filter=waits),
            accepted=models.Count("recipients", filter=Q(recipients__accepted_at__isnull=False)),
        )

    def with_joined(self):
        """Adds `first_posts`: how many of those who joined by the link, and still are members, have written."""
        written = Q(memberships__first_post_at__isnull=False)
        return self.annotate(first_posts=models.Count("memberships", filter=written))
