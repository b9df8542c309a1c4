from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from forum import notify
from forum.limits import MAX_TITLE_LENGTH
from forum.models.draft import Draft
from forum.models.post import Post, ThreadClosed, page_of
from forum.models.recording import record_post
from forum.models.thread_kind import Kind
from forum.models.thread_query import ThreadQuerySet, participant_from_row
from forum.models.thread_slug import slug_of_title
from forum.rendering import with_former_members
from groups.models import Group, Membership, Right
from live.bus import publish_event
from notifications.models import Notification

IN_LIST = ["-is_welcome", "-is_pinned", "-last_post_at"]


class Thread(models.Model):
    """A titled discussion of a group; post 1 opens it.

    Post numbers and revisions are given under the row's lock: numbers have no gaps, since a removed post keeps its own,
    and every visible change is a new revision. Locks are taken in the order group, membership, thread, so that nobody
    writes in a group that is being archived, or after the membership has ended.
    """

    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="threads", db_index=False)
    title = models.CharField("Titel", max_length=MAX_TITLE_LENGTH)
    kind = models.CharField("Art", max_length=12, choices=Kind, default=Kind.DISCUSSION)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="threads"
    )
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="threads")
    closed_at = models.DateTimeField(null=True)
    is_pinned = models.BooleanField(default=False)
    is_welcome = models.BooleanField(default=False)
    answer_number = models.PositiveIntegerField(null=True)
    last_number = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    last_post_at = models.DateTimeField(default=timezone.now)
    is_demo = models.BooleanField("Beispielinhalt", default=False)

    objects = ThreadQuerySet.as_manager()
    # Wagtail would tell editors the titles of threads that use a page.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "Thema"
        verbose_name_plural = "Themen"
        ordering = [*IN_LIST, "-pk"]
        indexes = [
            models.Index(fields=["group", "-last_post_at"], name="thread_by_activity"),
            models.Index(fields=["group", *IN_LIST, "-id"], name="thread_in_list"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind), name="thread_kind_is_known"),
            models.CheckConstraint(
                condition=Q(answer_number=None)
                | Q(kind=Kind.QUESTION, answer_number__gte=2, answer_number__lte=F("last_number")),
                name="thread_answer_is_a_reply_to_a_question",
            ),
            models.UniqueConstraint(
                fields=["group"], condition=Q(is_welcome=True), name="thread_one_welcome_per_group"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("forum:thread", args=[self.group.slug, self.pk, self.slug])

    def page_url(self, page, fragment):
        """The address of a place on a page of the thread."""
        query = f"?seite={page}" if page > 1 else ""
        return f"{self.get_absolute_url()}{query}#{fragment}"

    @property
    def slug(self):
        return slug_of_title(self.title)

    @property
    def last_page(self):
        return page_of(self.last_number)

    @property
    def subject(self):
        """The thread's live topic and the subject of its notifications."""
        return f"thread.{self.pk}"

    @property
    def is_closed(self):
        """Whether nobody can write here, as in every thread of an archived group."""
        return self.closed_at is not None or not self.group.is_open

    @property
    def is_solved(self):
        return self.answer_number is not None

    def may_be_solved(self, membership):
        """Whether this member may mark the reply that helped."""
        if self.kind != Kind.QUESTION:
            return False
        asked = self.author_id == membership.user_id and membership.may(Right.WRITE)
        return asked or membership.may(Right.TEND_THREADS)

    @property
    def participants(self):
        """Users who wrote, latest first, from `with_participants` or `with_recent_participants`."""
        return [participant_from_row(row) for row in self.participant_rows]

    @property
    def draft(self):
        """The member's unsaved Draft of a reply, from `with_draft`; None if there is none."""
        return Draft(thread=self, **self.draft_row) if self.draft_row else None

    @property
    def first_unread(self):
        """The number of the first post that the member has not read, from `read_by`."""
        return self.last_read + 1

    @property
    def reported_read(self):
        """Up to this number reading needs no report, from `read_by` and `with_notified_number`."""
        return self.last_read if self.notified is None else min(self.last_read, self.notified - 1)

    @property
    def news_url(self):
        """Where the member reads on, from `read_by`; the beginning if they have read nothing or everything."""
        if not (self.unread and self.last_read):
            return self.get_absolute_url()
        return self.page_url(page_of(self.first_unread), "neu")

    @property
    def reply_url(self):
        return self.page_url(self.last_page, "antworten")

    def lock(self):
        """The row as it is now, locked against other writers until the transaction ends; readers need not wait."""
        rows = Thread.objects.select_for_update(of=["self"], no_key=True)
        return rows.select_related("group").get(pk=self.pk)

    def next_revision(self):
        """Counts up and saves the revision; only on a locked row."""
        self.revision += 1
        self.save(update_fields=["revision"])
        return self.revision

    def publish_revision(self):
        publish_event(self.subject, revision=self.revision)

    @transaction.atomic
    def reply(self, membership, text, key, *, limited=False):
        """Appends a post. The same key and text again (a double click, a resent form) return the post they made.

        Raises ThreadClosed, TooManyPosts if `limited`, Membership.DoesNotExist if the member was removed meanwhile.
        """
        membership.lock()
        thread = self.lock()
        text = with_former_members(thread, text)
        sent = Post.objects.filter(author=membership.user_id, key=key).first()
        if sent and (sent.thread_id, sent.text) == (thread.pk, text):
            return sent
        if thread.is_closed:
            raise ThreadClosed
        if limited:
            Post.objects.refuse_too_many(membership)
        return thread.append(membership, text, uuid4() if sent else key)

    def append(self, membership, text, key):
        """Adds the next post to a locked thread; its author has read it."""
        self.last_number += 1
        self.revision += 1
        self.last_post_at = now = timezone.now()
        numbers = {"number": self.last_number, "revision": self.revision}
        post = Post(thread=self, author=membership.user, key=key, created_at=now, **numbers)
        mentioned = post.set_text(text)
        post.save()
        record_post(post, membership, key)
        self.publish_revision()
        Notification.objects.of(membership.user_id).about(self.subject).up_to(self.last_number).mark_read()
        if not membership.first_post_at:
            Membership.objects.filter(pk=membership.pk, first_post_at=None).update(first_post_at=now)
        notify.notify_of_post(post, mentioned)
        return post

    @transaction.atomic
    def close(self):
        if self.lock().closed_at is None:
            self.change(closed_at=timezone.now())

    def reopen(self):
        self.change(closed_at=None)

    def pin(self):
        self.change(is_pinned=True)

    def unpin(self):
        self.change(is_pinned=False)

    @transaction.atomic
    def welcome(self):
        """New members are asked to introduce themselves here; replaces the group's former welcome thread."""
        # All who change which thread welcomes lock the group before the threads.
        Group.objects.select_for_update().get(pk=self.group_id)
        for former in self.group.threads.filter(is_welcome=True).exclude(pk=self.pk):
            former.change(is_welcome=False)
        self.change(is_welcome=True)

    def unwelcome(self):
        self.change(is_welcome=False)

    @transaction.atomic
    def accept(self, number, by):
        """Marks the reply with this number as the one that helped, unless it is removed. Raises OwnReply."""
        if self.lock().answer_number != number and self.posts.may_help(number, by):
            self.change(answer_number=number)

    def unaccept(self):
        self.change(answer_number=None)

    @transaction.atomic
    def retitle(self, title):
        self.change(title=title)
        Notification.objects.about(self.subject).update(title=title)

    @transaction.atomic
    def change(self, **values):
        """Sets the values on the locked row as a new revision; does nothing if they are set already."""
        thread = self.lock()
        if all(getattr(thread, name) == value for name, value in values.items()):
            return
        thread.revision += 1
        if "answer_number" in values:
            # Both posts look different from now on.
            marked = thread.posts.filter(number__in={thread.answer_number, values["answer_number"]} - {None})
            marked.update(revision=thread.revision)
        for name, value in values.items():
            setattr(thread, name, value)
            setattr(self, name, value)
        thread.save(update_fields=[*values, "revision"])
        thread.publish_revision()
