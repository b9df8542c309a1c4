from django.db import models
from django.db.models import OuterRef, Subquery

from groups.models import Membership


class PostQuerySet(models.QuerySet):
    def with_authors(self):
        """Adds the authors with their towns, and `author_role` in the group."""
        same = Membership.objects.filter(group=OuterRef("thread__group"), user=OuterRef("author"))
        return self.annotate(author_role=Subquery(same.values("role"))).select_related("author__municipality")
