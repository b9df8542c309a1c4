from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from forum import notify
from forum.models.post import Post, ThreadClosed, page_of
from forum.models.thread_query import ThreadQuerySet
from forum.models.thread_read import ThreadRead
from forum.models.thread_states import ThreadStates
from forum.rendering import with_former_members
from groups.models import Group, Membership, Right
from live.bus import publish

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class Kind(models.TextChoices):
    DISCUSSION = "discussion", "Diskussion"
    QUESTION = "question", "Frage"
    MINUTES = "minutes", "Protokoll"
    ANNOUNCEMENT = "announcement", "Ankündigung"


def user_of(face):
    """Somebody of whom only a face is known."""
    return User(pk=face["pk"], name=face["name"], other_place=face["town"], photo_id=face.get("photo"))


class Thread(ThreadStates):
    """A titled discussion of a group; post 1 opens it. Numbers and revisions are given under its row's lock."""

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="threads")
    title = models.CharField("Titel", max_length=150)
    kind = models.CharField("Art", max_length=12, choices=Kind, default=Kind.DISCUSSION)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="threads"
    )
    last_number = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    last_post_at = models.DateTimeField(default=timezone.now)
    is_demo = models.BooleanField("Beispielinhalt", default=False)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = "Thema"
        verbose_name_plural = "Themen"
        ordering = ["-is_welcome", "-is_pinned", "-last_post_at", "-pk"]
        indexes = [models.Index(fields=["group", "-last_post_at"], name="thread_by_activity")]
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
        """The readable part of the address, for people only: the number before it finds the thread."""
        return slugify(self.title.lower().translate(UMLAUTS))[:60].strip("-") or "thema"

    @property
    def last_page(self):
        return page_of(self.last_number)

    @property
    def subject(self):
        """As which windows and notifications know the thread."""
        return f"thread.{self.pk}"

    def may_be_solved(self, membership):
        """Whether this member may say which reply has helped."""
        if self.kind != Kind.QUESTION:
            return False
        asked = self.author_id == membership.user_id and membership.may(Right.WRITE)
        return asked or membership.may(Right.TEND_THREADS)

    @property
    def faces(self):
        """The people who wrote last, from `with_people`."""
        return [user_of(face) for face in self.people]

    @property
    def participants(self):
        """All who wrote, last first, from `with_participants`; those who are still in the group as it sees them."""
        return [user_of(face).in_groups if face["here"] else user_of(face) for face in self.people]

    def count_people(self):
        """How many have written what is still there."""
        there = self.posts.filter(author__isnull=False, removed_at=None)
        return there.order_by().values("author").distinct().count()

    @property
    def first_unread(self):
        """The number of the first post that the member has not read, from `read_by`."""
        return self.last_read + 1

    @property
    def told_read(self):
        """Up to which number nothing is left to be told as read, from `read_by` and `with_notice`."""
        return self.last_read if self.notice is None else min(self.last_read, self.notice - 1)

    @property
    def news_url(self):
        """Where the member has not read on, from `read_by`; the beginning for whoever has read nothing or all."""
        if not (self.unread and self.last_read):
            return self.get_absolute_url()
        return self.page_url(page_of(self.first_unread), "neu")

    @property
    def reply_url(self):
        return self.page_url(self.last_page, "antworten")

    def lock(self):
        """The row as it is now, kept from others who write until the transaction ends; readers' marks need not wait."""
        rows = Thread.objects.select_for_update(of=["self"], no_key=True)
        return rows.select_related("group").get(pk=self.pk)

    def lock_group(self):
        """Whoever changes which thread welcomes locks the group first, then threads."""
        Group.objects.select_for_update().get(pk=self.group_id)

    def next_revision(self):
        """Grows with every visible change; only on a locked row."""
        self.revision += 1
        self.save(update_fields=["revision"])
        return self.revision

    def ring(self):
        """Tells the windows that show the thread of its newest revision."""
        publish(self.subject, revision=self.revision)

    @transaction.atomic
    def reply(self, membership, text, key):
        """Appends a post. The same key and text again (a double click, a resent form) return the post they made.

        Raises ThreadClosed, and Membership.DoesNotExist after a removal meanwhile.
        """
        membership.lock()
        thread = self.lock()
        text = with_former_members(thread, text)
        sent = Post.objects.filter(author=membership.user_id, key=key).first()
        if sent and (sent.thread_id, sent.text) == (thread.pk, text):
            return sent
        if thread.is_closed:
            raise ThreadClosed
        return thread.append(membership, text, uuid4() if sent else key)

    def append(self, membership, text, key):
        """The next post of a locked thread, read by its author."""
        self.last_number += 1
        self.revision += 1
        self.last_post_at = now = timezone.now()
        post = Post(
            thread=self, number=self.last_number, revision=self.revision, author=membership.user, key=key
        )
        post.created_at = now
        mentioned = post.write(text)
        post.save()
        self.save(update_fields=["last_number", "revision", "last_post_at"])
        self.ring()
        ThreadRead.objects.advance(membership, self, self.last_number)
        Membership.objects.filter(pk=membership.pk, first_post_at=None).update(first_post_at=now)
        notify.announce(post, mentioned)
        return post
