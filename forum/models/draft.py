"""What a member has typed and not yet sent."""

import uuid

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from forum.models.post import Post

TYPED = ("title", "kind", "text")


class DraftChanged(Exception):
    """Another page has saved something else meanwhile; `draft` is what is stored."""

    def __init__(self, draft):
        super().__init__()
        self.draft = draft


class DraftSent(Exception):
    """The form has been sent: there is nothing to keep."""


class DraftQuerySet(models.QuerySet):
    def of_form(self, membership, thread=None, post=None):
        """The member's draft of a reply in the thread, of a change to its post, or of a new thread in the group."""
        return self.filter(membership=membership, thread=thread, post=post)

    def of_user(self, user):
        """In groups that the user belongs to, with what their addresses need."""
        mine = self.filter(membership__user=user, membership__group__deleted_at=None)
        return mine.select_related("membership__group", "thread__group", "post")

    @transaction.atomic
    def store(self, membership, thread, post=None, *, revision, key, page=None, **typed):
        """Saves what the form holds. Returns the draft, None if the form is empty or holds the post as it is.

        `revision`: of the draft that the form has, 0 if none. Raises DraftChanged if another one is stored that differs,
        DraftSent, and Membership.DoesNotExist if the member was removed meanwhile.
        """
        # As in sending, so that a draft that is saved at the same moment does not outlive its post.
        membership.lock()
        if post:
            post.lock_thread()
        if Post.objects.filter(author=membership.user_id, key=key).exists():
            raise DraftSent
        form = self.of_form(membership, thread, post)
        stored = form.first()
        if stored and (stored.key, stored.revision) != (key, revision) and stored.typed != typed:
            raise DraftChanged(stored)
        if not (typed["title"].strip() or typed["text"].strip()) or (post and post.holds(**typed)):
            form.delete()
            return None
        revision = stored.revision + 1 if stored else 1
        values = typed | {"key": key, "revision": revision, "page": page, "saved_at": timezone.now()}
        return self.update_or_create(values, membership=membership, thread=thread, post=post)[0]


class Draft(models.Model):
    """Belongs to one form of one member: the reply in a thread, with `post` a change to it, without either a new thread.

    `page`: of the site, about which a new thread is. `key`: the form's, which the post gets (Post.key). `revision` grows
    with each save, for several devices.
    """

    membership = models.ForeignKey(
        "groups.Membership", on_delete=models.CASCADE, related_name="drafts", db_index=False
    )
    thread = models.ForeignKey("forum.Thread", on_delete=models.CASCADE, null=True, related_name="drafts")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, related_name="drafts")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="+")
    key = models.UUIDField(default=uuid.uuid4)
    title = models.TextField(blank=True)
    kind = models.CharField(max_length=12, blank=True)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField()
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "thread", "post"], nulls_distinct=False, name="draft_once_per_form"
            ),
            models.CheckConstraint(condition=~Q(title="", text=""), name="draft_says_something"),
        ]

    def __str__(self):
        return f"Entwurf {self.pk}"

    def get_absolute_url(self):
        """The form that holds it."""
        if self.post:
            return reverse("forum:post-edit", args=[self.thread.group.slug, self.thread_id, self.post.number])
        if self.thread:
            return self.thread.page_url(self.thread.last_page, "antworten")
        about = f"?seite={self.page_id}" if self.page_id else ""
        return reverse("forum:new-thread", args=[self.membership.group.slug]) + about

    @property
    def typed(self):
        return {field: getattr(self, field) for field in TYPED}

    @property
    def heading(self):
        if self.post:
            return f"Änderung an Beitrag {self.post.number}"
        return "Antwort" if self.thread else "Neues Thema"

    @property
    def is_closed(self):
        """Whether nobody can write any more where it was to be sent."""
        if self.post and self.post.is_removed:
            return True
        return self.thread.is_closed if self.thread else not self.membership.group.is_open
