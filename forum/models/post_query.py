from django.db import models
from django.db.models import OuterRef, Q, Subquery

from groups.models import Membership


class PostQuerySet(models.QuerySet):
    def with_authors(self):
        """Adds the authors with their towns, and `author_role`, their role in the group (None after leaving)."""
        same = Membership.objects.filter(group=OuterRef("thread__group"), user=OuterRef("author"))
        return self.annotate(author_role=Subquery(same.values("role"))).select_related("author__municipality")

    def by_notification(self, notifications):
        """{notification id: the post to which it points}, without those that point to none."""
        by_place = {(row.subject, row.first): row.pk for row in notifications}
        places = Q(pk=None)
        for subject, number in by_place:
            kind, _, pk = subject.partition(".")
            places |= Q(thread=pk, number=number) if kind == "thread" else Q(pk=None)
        found = self.filter(places, removed_at=None)
        return {by_place[f"thread.{post.thread_id}", post.number]: post for post in found}
