from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from forum.limits import POSTS_AT_ONCE, PREPARED_POSTS_AT_ONCE
from groups.models import Membership, Right


class OwnReply(Exception):
    """Nobody marks their own reply as the one that helped."""


class TooManyPosts(Exception):
    """The person has written `number` posts within the timedelta `within`; `until`: when the next one may follow."""

    def __init__(self, number, within, until):
        super().__init__(number)
        self.number, self.within, self.until = number, within, until


class PostQuerySet(models.QuerySet):
    def with_authors(self):
        """Adds the authors with their towns, and `author_role`, their role in the group (None after leaving)."""
        same = Membership.objects.filter(group=OuterRef("thread__group"), user=OuterRef("author"))
        return self.annotate(author_role=Subquery(same.values("role"))).select_related("author__municipality")

    def may_help(self, number, by):
        """Whether, of a thread's posts, this is a reply that the user may mark as the one that helped. Raises OwnReply."""
        reply = self.filter(number=number, number__gt=1, removed_at=None).first()
        if reply and reply.author_id == by.pk:
            raise OwnReply
        return reply is not None

    def refuse_too_many(self, membership):
        """To be called on a locked membership, so that posts sent at once are counted. Raises TooManyPosts.

        Posts in all groups count, removed ones, too.
        """
        if not settings.LIMIT_POSTS:
            return
        limits = PREPARED_POSTS_AT_ONCE if Right.ANNOUNCE.belongs_to(membership.role) else POSTS_AT_ONCE
        now = timezone.now()
        recent = self.filter(author=membership.user_id, created_at__gt=now - max(limits)).order_by(
            "-created_at"
        )
        times = recent.values_list("created_at", flat=True)[: max(limits.values())]
        for within, number in limits.items():
            if len(times) >= number and (until := times[number - 1] + within) > now:
                raise TooManyPosts(number, within, until)

    def by_notification(self, notifications):
        """{notification id: the post to which it points}, without those that point to none."""
        by_place = {(row.subject, row.first): row.pk for row in notifications}
        places = Q(pk=None)
        for subject, number in by_place:
            kind, _, pk = subject.partition(".")
            places |= Q(thread=pk, number=number) if kind == "thread" else Q(pk=None)
        found = self.filter(places, removed_at=None)
        return {by_place[f"thread.{post.thread_id}", post.number]: post for post in found}
