from uuid import uuid4

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models, transaction
from django.db.models import Case, Count, F, Max, OuterRef, Q, Subquery, Value, When, Window
from django.db.models.functions import Coalesce, JSONObject

from forum.models.post import Post
from forum.models.thread_read import ThreadRead

FACES = 3
UNREAD = models.ExpressionWrapper(F("last_number") - F("last_read"), models.IntegerField())
TOWN = Coalesce("author__municipality__title", "author__other_place")


class ThreadQuerySet(models.QuerySet):
    @transaction.atomic
    def start(self, membership, *, title, text, kind, key):
        """Opens a thread with its first post. The same key and text again return the thread that they made.

        Raises Membership.DoesNotExist for somebody who was removed meanwhile.
        """
        membership.lock()
        sent = Post.objects.filter(author=membership.user_id, key=key).select_related("thread").first()
        if sent and (sent.number, sent.text, sent.thread.title) == (1, text, title):
            return sent.thread
        thread = self.create(group=membership.group, author=membership.user, title=title, kind=kind)
        thread.append(membership, text, uuid4() if sent else key)
        return thread

    def read_by(self, membership):
        """Adds `last_read` and `unread`, numbers of posts. Old threads are no news to a new member."""
        read = ThreadRead.objects.filter(thread=OuterRef("pk"), membership=membership.pk)
        new = When(last_post_at__gt=membership.joined_at, then=Value(0))
        never = Case(new, default=F("last_number"), output_field=models.IntegerField())
        last_read = Coalesce(
            Subquery(read.values("last_read_number")), never, output_field=models.IntegerField()
        )
        return self.annotate(last_read=last_read, unread=UNREAD)

    def shown(self, filter_name):
        """Those that a filter of the list names; an unknown name shows all."""
        filters = {
            "ungelesen": Q(unread__gt=0),
            "offen": Q(kind="question", answer_number=None),
            "geloest": Q(answer_number__isnull=False),
        }
        return self.filter(filters.get(filter_name, Q()))

    def with_totals(self):
        """Adds `total` and `total_unread`, over all rows and not only those of a page."""
        return self.annotate(
            total=Window(Count("pk")), total_unread=Window(Count("pk", filter=Q(unread__gt=0)))
        )

    def with_last_words(self):
        """Adds `last_name` and `last_html` of the newest post that is still there."""
        last = Post.objects.filter(thread=OuterRef("pk"), removed_at=None).order_by("-number")
        return self.annotate(
            last_name=Subquery(last.values("author__name")[:1]), last_html=Subquery(last.values("html")[:1])
        )

    def with_people(self, limit=FACES):
        """Adds `people`, those who wrote, last first, as dicts for `Thread.faces`."""
        wrote = Post.objects.filter(thread=OuterRef("pk"), author__isnull=False, removed_at=None)
        face = JSONObject(pk="author_id", name="author__name", town=TOWN)
        people = wrote.values("author").annotate(last=Max("number")).order_by("-last")
        return self.annotate(people=ArraySubquery(people.annotate(face=face).values("face")[:limit]))
