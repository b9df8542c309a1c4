from uuid import uuid4

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models, transaction
from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, Subquery, Sum, Value, When, Window
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject, RowNumber

from accounts.models import ProfileVisibility
from forum.models.post import Post
from forum.models.thread_read import ThreadRead
from groups.models import GroupClosed, Membership
from notifications.models import Notification

FACES = 3
UNREAD = models.ExpressionWrapper(F("last_number") - F("last_read"), models.IntegerField())
TOWN = Coalesce("author__municipality__title", "author__other_place")
BY_WHO_OPENED = Q(author=F("thread__author")) | Q(author=None, thread__author=None)


class ThreadQuerySet(models.QuerySet):
    @transaction.atomic
    def start(self, membership, *, title, text, kind, key):
        """Opens a thread with its first post. The same key and text again return the thread that they made.

        Raises Membership.DoesNotExist for somebody who was removed meanwhile, and GroupClosed.
        """
        membership.lock()
        if not membership.group.is_open:
            raise GroupClosed
        sent = Post.objects.filter(author=membership.user_id, key=key).select_related("thread").first()
        if sent and (sent.number, sent.text, sent.thread.title) == (1, text, title):
            return sent.thread
        thread = self.create(group=membership.group, author=membership.user, title=title, kind=kind)
        thread.append(membership, text, uuid4() if sent else key)
        return thread

    def read_by(self, membership):
        """Adds `last_read` and `unread`, numbers of posts. Old threads are no news to a new member."""
        return self.with_reading(ThreadRead.objects.filter(membership=membership.pk), membership.joined_at)

    def of_member(self, user):
        """The threads of all groups of the user, as `read_by` reads them."""
        mine = self.filter(group__memberships__user=user)
        return mine.with_reading(
            ThreadRead.objects.filter(membership__user=user.pk), F("group__memberships__joined_at")
        )

    def with_reading(self, reads, joined_at):
        new = When(last_post_at__gt=joined_at, then=Value(0))
        never = Case(new, default=F("last_number"), output_field=models.IntegerField())
        read = Subquery(reads.filter(thread=OuterRef("pk")).values("last_read_number"))
        last_read = Coalesce(read, never, output_field=models.IntegerField())
        return self.annotate(last_read=last_read, unread=UNREAD)

    def newest_unread(self, limit):
        """At most `limit` of each group, newest first, with `group_unread`, the unread posts of the whole group."""
        in_group = {"partition_by": "group"}
        ranked = self.filter(unread__gt=0).annotate(
            rank=Window(RowNumber(), order_by=["-last_post_at", "-pk"], **in_group),
            group_unread=Window(Sum("unread"), **in_group),
        )
        return ranked.filter(rank__lte=limit).order_by("group", "rank")

    def with_notice(self, user):
        """Adds `notice`, the number of the first post of which the user was told and that they have not read."""
        subject = Concat(Value("thread."), Cast(OuterRef("pk"), models.CharField()))
        told = Notification.objects.of(user.pk).about(subject).unread()
        return self.annotate(notice=Subquery(told.values("first")))

    def shown(self, filter_name):
        """Those that a filter of the list names; an unknown name shows all."""
        filters = {
            "ungelesen": Q(unread__gt=0),
            "offen": Q(kind="question", answer_number=None),
            "geloest": Q(answer_number__isnull=False),
        }
        return self.filter(filters.get(filter_name, Q()))

    def unanswered(self, since):
        """Questions and discussions, begun by then, that nobody closed or solved and only their author wrote in.

        Removed posts do not count; where all are removed there is nothing to answer. Where new members are welcomed there
        is nothing either. Oldest first.
        """
        there = Post.objects.filter(thread=OuterRef("pk"), removed_at=None)
        asked = self.filter(kind__in=("question", "discussion"), created_at__lte=since)
        waiting = asked.filter(Exists(there), ~Exists(there.exclude(BY_WHO_OPENED)))
        return waiting.filter(closed_at=None, answer_number=None, is_welcome=False).order_by(
            "created_at", "pk"
        )

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

    def with_participants(self):
        """Adds `people`, all who wrote, as dicts for `Thread.participants`: also who is still `here`, with the photo."""
        same = {"group": OuterRef("thread__group"), "user": OuterRef("author")}
        here = Membership.objects.filter(user__is_active=True, **same)
        photo = here.filter(user__photo_visibility__gte=ProfileVisibility.GROUPS).values("user__photo")
        return self.with_people(limit=None, here=Exists(here), photo=Subquery(photo))

    def with_people(self, limit=FACES, **more):
        """Adds `people`, those who wrote, last first, as dicts for `Thread.faces`."""
        wrote = Post.objects.filter(thread=OuterRef("pk"), author__isnull=False, removed_at=None)
        face = JSONObject(pk="author_id", name="author__name", town=TOWN, **more)
        people = wrote.values("author").annotate(last=Max("number")).order_by("-last")
        return self.annotate(people=ArraySubquery(people.annotate(face=face).values("face")[:limit]))
