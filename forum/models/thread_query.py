from uuid import uuid4

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models, transaction
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, JSONObject, RowNumber
from django.utils import timezone

from accounts.models import ProfileVisibility, User
from forum import notify
from forum.limits import PARTICIPANTS_SHOWN, RECENT_PARTICIPANTS, UNANSWERED_AFTER
from forum.models.draft import Draft
from forum.models.participant import ThreadParticipant
from forum.models.post import Post
from groups.models import Group, GroupClosed, Membership, Visibility
from notifications.models import Notification

UNREAD = models.ExpressionWrapper(F("last_number") - F("last_read"), models.IntegerField())
TOWN = Coalesce("user__municipality__title", "user__other_place")
BY_WHO_OPENED = Q(author=F("thread__author")) | Q(author=None, thread__author=None)


def participant_from_row(row):
    """The User of one of `participant_rows`, unsaved; as groups see them if they are still in this one."""
    shown = {"photo_id": row.get("photo"), "function": row.get("function") or ""}
    user = User(pk=row["pk"], name=row["name"], other_place=row["town"], **shown)
    return user.in_groups if row.get("is_member") else user


class ThreadQuerySet(models.QuerySet):
    @transaction.atomic
    def start(self, membership, *, title, text, kind, key, page=None, limited=False):
        """Opens a thread with its first post. The same key, text and title again return the thread that they made.

        `page`: of the site, about which it is.
        Raises GroupClosed, TooManyPosts if `limited`, Membership.DoesNotExist if the member was removed meanwhile.
        """
        membership.lock()
        if not membership.group.is_open:
            raise GroupClosed
        sent = Post.objects.filter(author=membership.user_id, key=key).select_related("thread").first()
        if sent and (sent.number, sent.text, sent.thread.title) == (1, text, title):
            return sent.thread
        if limited:
            Post.objects.refuse_too_many(membership)
        thread = self.create(
            group=membership.group, author=membership.user, title=title, kind=kind, page=page
        )
        thread.append(membership, text, uuid4() if sent else key)
        notify.notify_owner_outside(thread)
        return thread

    def about_page(self, page, user):
        """(the threads about the page in groups of the user, those in other groups that everybody may know of)."""
        found = self.filter(page=page.pk).order_by("-last_post_at", "-pk").select_related("group")
        mine = Group.objects.of(user)
        others = Group.objects.existing().filter(visibility=Visibility.VISIBLE).exclude(pk__in=mine)
        return found.filter(group__in=mine), found.filter(group__in=others)

    def read_by(self, membership):
        """Adds `last_read` (a post's number) and `unread` (a count). To a new member older posts count as read."""
        return self.with_reading(membership.pk, membership.joined_at)

    def of_member(self, user):
        """The threads of all groups of the user, with `last_read` and `unread` as `read_by` adds them."""
        mine = self.filter(group__memberships__user=user)
        return mine.with_reading(F("group__memberships"), F("group__memberships__joined_at"))

    def with_reading(self, membership, joined_at):
        """`membership`, `joined_at`: values or references to those of a joined membership."""
        joined = OuterRef(joined_at.name) if isinstance(joined_at, F) else joined_at
        older = Post.objects.filter(thread=OuterRef("pk"), created_at__lte=joined)
        before = Coalesce(Subquery(older.order_by("-created_at", "-number").values("number")[:1]), 0)
        read = FilteredRelation("reads", condition=Q(reads__membership=membership))

        def reading(older_posts):
            number = {"output_field": models.IntegerField()}
            never = Case(
                When(last_post_at__gt=joined_at, then=older_posts), default=F("last_number"), **number
            )
            return Coalesce("read__last_read_number", never, **number)

        # `reads_up_to` counts nothing, so that it can be asked of all threads of a group.
        threads = self.annotate(read=read).annotate(last_read=reading(before), unread=UNREAD)
        return threads.alias(reads_up_to=reading(Value(0)))

    def with_news(self):
        """Those of `read_by` or `of_member` in which something is unread."""
        return self.filter(last_number__gt=F("reads_up_to"))

    def newest_unread(self, limit):
        """At most `limit` of each group, newest first.

        With `group_unread` and `group_threads`: how many posts and threads of the whole group are unread.
        """
        in_group = {"partition_by": "group"}
        ranked = self.with_news().annotate(
            rank=Window(RowNumber(), order_by=["-last_post_at", "-pk"], **in_group),
            group_unread=Window(Sum("unread"), **in_group),
            group_threads=Window(Count("pk"), **in_group),
        )
        return ranked.filter(rank__lte=limit).order_by("group", "rank")

    def with_notified_number(self, user):
        """Adds `notified`: to which post the user's unread notification of the thread points, or None."""
        subject = Concat(Value("thread."), Cast(OuterRef("pk"), models.CharField()))
        unread = Notification.objects.of(user.pk).about(subject).unread()
        return self.annotate(notified=Subquery(unread.values("first")))

    def filter_by_name(self, filter_name):
        """The threads of a filter of the group's list (`zeigen=`); all for an unknown name."""
        if filter_name == "unbeantwortet":
            return self.unanswered()
        if filter_name == "ungelesen":
            return self.with_news()
        filters = {
            "offen": Q(kind="question", answer_number=None),
            "geloest": Q(answer_number__isnull=False),
        }
        return self.filter(filters.get(filter_name, Q()))

    def unanswered(self):
        """Open questions and discussions of more than three days, in which only their author wrote. Oldest first.

        Removed posts do not count: if all are removed there is nothing to answer. Without the welcome thread.
        """
        posts = Post.objects.filter(thread=OuterRef("pk"), removed_at=None)
        since = timezone.now() - UNANSWERED_AFTER
        asked = self.filter(kind__in=("question", "discussion"), created_at__lte=since)
        waiting = asked.filter(Exists(posts), ~Exists(posts.exclude(BY_WHO_OPENED)))
        return waiting.filter(closed_at=None, answer_number=None, is_welcome=False).order_by(
            "created_at", "pk"
        )

    def with_last_words(self):
        """Adds `last_name` and `last_html` of the newest post that is not removed; None where nothing is unread."""
        last = Post.objects.filter(thread=OuterRef("pk"), removed_at=None).order_by("-number")
        name, html = (Subquery(last.values(field)[:1]) for field in ("author__name", "html"))
        return self.annotate(
            last_name=Case(When(unread__gt=0, then=name)), last_html=Case(When(unread__gt=0, then=html))
        )

    def with_participants(self, limit=PARTICIPANTS_SHOWN):
        """Adds `participant_rows` for `Thread.participants`: the last of those who wrote, members with photo and function.

        And `participant_count`, of all, and `more_participants`, of the others. `limit`: None for all who wrote.
        """
        same = {"group": OuterRef("thread__group"), "user": OuterRef("user")}
        member = Membership.objects.filter(user__is_active=True, **same)
        shown = {
            field: Subquery(
                member.filter(**{f"user__{field}_visibility__gte": ProfileVisibility.GROUPS}).values(
                    f"user__{field}"
                )
            )
            for field in ("photo", "function")
        }
        every = ThreadParticipant.objects.filter(thread=OuterRef("pk")).order_by().values(every=Value(1))
        counted = every.annotate(number=Count("pk")).values("number")
        rows = self.with_participant_rows(limit, is_member=Exists(member), **shown)
        number = Coalesce(Subquery(counted), 0)
        more = Greatest(number - limit, 0) if limit else Value(0)
        return rows.annotate(participant_count=number, more_participants=more)

    def with_recent_participants(self):
        """Adds `participant_rows` for `Thread.participants`: the last who wrote, with names and towns only."""
        return self.with_participant_rows(RECENT_PARTICIPANTS)

    def with_draft(self, membership):
        """Adds `draft_row` for `Thread.draft`: what the member has typed as a reply."""
        own = Draft.objects.of_form(membership.pk, OuterRef("pk")).order_by()
        row = JSONObject(**{name: name for name in ("text", "key", "revision")})
        return self.annotate(draft_row=Subquery(own.annotate(row=row).values("row")))

    def with_participant_rows(self, limit, **more):
        row = JSONObject(pk="user_id", name="user__name", town=TOWN, **more)
        latest_first = ThreadParticipant.objects.filter(thread=OuterRef("pk")).in_order()
        return self.annotate(
            participant_rows=ArraySubquery(latest_first.annotate(row=row).values("row")[:limit])
        )
