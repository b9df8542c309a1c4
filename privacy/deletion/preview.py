"""What becomes of an account's data when it is deleted, with numbers, for the page before it."""

from functools import cached_property

from django.db.models import Count, Q
from wagtail.models import Revision

from accounts.second_factor.demand import FACTORS
from audit.models import Entry
from forum.erasure import alone
from forum.models import Post, Thread
from groups.models import EmailInvitation, Group, Invitation, JoinRequest, Mailing, Membership
from notifications.models import Notification
from privacy.deletion.editorial_report import published_pages_naming
from privacy.deletion.start import groups_led_alone, is_last_admin
from privacy.models import DataExport


class Preview:
    def __init__(self, user):
        self.user = user

    @cached_property
    def led_alone(self):
        return groups_led_alone(self.user)

    @cached_property
    def is_last_admin(self):
        return is_last_admin(self.user.pk)

    @property
    def is_blocked(self):
        """Whether something must be settled before the account can be deleted."""
        return bool(self.led_alone.with_members) or self.is_last_admin

    @property
    def has_photo(self):
        return self.user.photo_id is not None

    @cached_property
    def memberships(self):
        """In groups that were not deleted, with the group."""
        memberships = Membership.objects.filter(user=self.user, group__deleted_at=None)
        return list(memberships.select_related("group").order_by("group__title", "pk"))

    @cached_property
    def has_written(self):
        return self.posts.exists() or self.started.exists()

    @property
    def posts(self):
        return Post.objects.filter(author=self.user, removed_at=None)

    @property
    def started(self):
        return Thread.objects.filter(author=self.user)

    @cached_property
    def groups_with_posts(self):
        """The groups in which the person has written, with `post_count` and `thread_count`."""
        mine = Q(threads__posts__author=self.user, threads__posts__removed_at=None)
        groups = Group.objects.filter(mine).order_by("title", "pk")
        return groups.annotate(
            post_count=Count("threads__posts", filter=mine, distinct=True),
            thread_count=Count("threads", filter=mine, distinct=True),
        )

    @cached_property
    def threads_alone(self):
        """In how many threads nobody else has written."""
        return alone(self.user.pk).count()

    @cached_property
    def pages(self):
        return list(published_pages_naming(self.user))

    @cached_property
    def numbers(self):
        """Name → number of rows, of all that the templates only count."""
        user = self.user
        counted = {
            "requests": JoinRequest.objects.filter(user=user),
            "notifications": Notification.objects.filter(recipient=user),
            "devices": user.sessions,
            "factors": user.authenticator_set.filter(type__in=FACTORS),
            "exports": DataExport.objects.filter(user=user),
            "invited": EmailInvitation.objects.filter(email__in=user.addresses),
            "started": self.started,
            "links": Invitation.objects.usable().filter(created_by=user),
            "mailings": Mailing.objects.usable().filter(created_by=user),
            "acts": Entry.objects.filter(actor=user),
            "edited": Revision.page_revisions.filter(user=user).values("object_id").distinct(),
        }
        return {name: rows.count() for name, rows in counted.items()}
