import uuid

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from forum import notify
from forum.kinds import MENTION
from forum.limits import POSTS_PER_PAGE
from forum.models.participant import ThreadParticipant
from forum.models.post_query import PostQuerySet
from forum.rendering import name_of, render_in_thread, with_former_members
from groups.models import Right
from markup.quoting import quote_text
from markup.render import VERSION, stored
from markup.text import normalised


def page_of(number):
    """The page of a thread on which the post with this number stands, for ever: removed posts keep theirs."""
    return (number - 1) // POSTS_PER_PAGE + 1


class ThreadClosed(Exception):
    """Nobody can write in the thread any more: it or its group is closed."""


class PostRemoved(Exception):
    """The post's text has been deleted."""


class Post(models.Model):
    """One contribution to a thread. Its HTML is rendered once, when it is written, and the same for every reader.

    A removed post keeps its number and loses its text. `key`: of the form that sent it, against double posting.
    """

    thread = models.ForeignKey("forum.Thread", on_delete=models.CASCADE, related_name="posts", db_index=False)
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="posts", db_index=False
    )
    key = models.UUIDField(default=uuid.uuid4)
    text = models.TextField()
    html = models.TextField()
    renderer = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["thread", "created_at", "number"], name="post_by_time"),
            models.Index(fields=["author", "created_at"], name="post_by_author"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="post_number_once_per_thread"),
            models.UniqueConstraint(fields=["author", "key"], name="post_sent_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="post_numbers_start_at_one"),
            models.CheckConstraint(
                condition=Q(removed_at=None) & ~Q(text="") | Q(removed_at__isnull=False, text="", html=""),
                name="post_is_removed_or_says_something",
            ),
        ]

    def __str__(self):
        return f"Beitrag {self.pk}"

    def get_absolute_url(self):
        return self.thread.page_url(self.page, f"beitrag-{self.number}")

    @property
    def page(self):
        return page_of(self.number)

    @property
    def relative_url(self):
        """The address of this post relative to its thread, valid also after the thread is renamed or moved."""
        return f"?seite={self.page}#beitrag-{self.number}"

    @property
    def relative_reply_url(self):
        """The reply form, relative to the thread; without scripts it holds this post as a quote."""
        return f"?seite={self.thread.last_page}&zitat={self.number}#antworten"

    @property
    def reply_url(self):
        return self.thread.get_absolute_url() + self.relative_reply_url

    @property
    def safe_html(self):
        return stored(self.html)

    @property
    def is_removed(self):
        return self.removed_at is not None

    @property
    def removed_by_author(self):
        return self.removed_by_id is not None and self.removed_by_id == self.author_id

    @property
    def writer(self):
        """The author as the group sees them, from `with_authors`; None if they are not, or no longer, a member.

        Not as one reader sees them: frames are the same for all.
        """
        return self.author.in_groups if self.author_role else None

    @property
    def as_quote(self):
        """The Markdown that quotes this post, for the beginning of a reply."""
        return quote_text(self.text, name_of(self.author), self.number)

    def may_change(self, membership):
        """Whether this member may edit the post."""
        return self.author_id == membership.user_id and not (self.is_removed or self.thread.is_closed)

    def may_remove(self, membership):
        return not self.is_removed and (membership.may(Right.REMOVE_POSTS) or self.may_change(membership))

    def holds(self, text, title, **_):
        """Whether a form to change the post holds what is stored."""
        same_title = self.number > 1 or title == self.thread.title
        return same_title and normalised(text) == self.text

    def set_text(self, text):
        """Sets the text and its HTML without saving. Returns the ids of the mentioned users."""
        self.text, self.renderer = text, VERSION
        self.html, mentioned = render_in_thread(self.thread, text)
        return mentioned

    @transaction.atomic
    def render_again(self):
        """Stores the HTML that the present renderer makes of the text. Not a revision: readers need not see it at once."""
        self.lock_thread()
        if not self.is_removed:
            self.set_text(self.text)
            self.save(update_fields=["html", "renderer"])

    @transaction.atomic
    def edit(self, text, title=""):
        """Changes the text and, with the first post, the thread's title. Raises ThreadClosed, PostRemoved."""
        self.thread.group.hold()
        thread = self.lock_thread()
        if thread.is_closed:
            raise ThreadClosed
        if self.is_removed:
            raise PostRemoved
        text = with_former_members(thread, text)
        if text != self.text:
            before = set(render_in_thread(thread, self.text).mentioned)
            mentioned = set(self.set_text(text))
            self.edited_at = timezone.now()
            self.save_change(thread, "text", "html", "renderer", "edited_at")
            notify.renew_notifications(self, recipients=before - mentioned)
            notify.notify_members(self, dict.fromkeys(mentioned - before, MENTION))
        if title:
            thread.retitle(title)
        self.drafts.all().delete()

    @transaction.atomic
    def remove(self, by):
        """Deletes the text; a second time changes nothing."""
        thread = self.lock_thread()
        if self.is_removed:
            return
        self.text = self.html = ""
        self.removed_at, self.removed_by = timezone.now(), by
        self.save_change(thread, "text", "html", "removed_at", "removed_by")
        ThreadParticipant.objects.withdraw(self)
        notify.renew_notifications(self)
        if thread.answer_number == self.number:
            thread.unaccept()

    def lock_thread(self):
        """Locks and returns the thread, and reloads the post: nobody else changes it until the transaction ends."""
        self.thread = self.thread.lock()
        self.refresh_from_db(fields=["text", "removed_at"])
        return self.thread

    def save_change(self, thread, *fields):
        self.revision = thread.next_revision()
        self.save(update_fields=[*fields, "revision"])
        thread.publish_revision()
