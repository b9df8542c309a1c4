"""The texts of threads without a person who is leaving, thread by thread, so that open windows see it happen."""

import re

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Replace
from django.utils import timezone

from forum.models import Post, Thread
from forum.notices import tell_without
from forum.rendering import render_anew
from groups.models import Invitation
from markup.quoting import recredit
from markup.render import VERSION, quoted_numbers
from notifications.models import Notification
from privacy.forgetting import FORMER, likely

AT_ONCE = 500
FIELDS = ["text", "html", "renderer", "author", "removed_at", "removed_by", "revision"]
MENTIONED = re.compile(r'data-person="(\d+)"')


def threads(gone, keep_posts):
    """The numbers of all threads in which something is left to do."""
    own = Post.objects.filter(author=gone.pk)
    found = set(Thread.objects.filter(author=gone.pk).values_list("pk", flat=True))
    found |= set(own.values_list("thread", flat=True).order_by().distinct())
    if not keep_posts:
        emptied = alone(gone.pk).exclude(Exists(own.filter(thread=OuterRef("pk"), removed_at=None)))
        found -= set(emptied.values_list("pk", flat=True))
    titles = Thread.objects.filter(likely("title", gone.likes)).values_list("pk", "title")
    found |= {pk for pk, title in titles if gone.forget(title) != title}
    said = Post.objects.filter(Q(html__contains=gone.sign) | Q(likely("text", gone.likes)))
    rows = said.order_by().values_list("thread", "text", "html").iterator(AT_ONCE)
    return found | {pk for pk, text, html in rows if gone.sign in html or gone.forget(text) != text}


def alone(user_pk):
    """The threads of the person in which nobody else ever wrote."""
    others = Post.objects.filter(thread=OuterRef("pk")).exclude(author=user_pk)
    return Thread.objects.filter(~Exists(others), author=user_pk)


def delete_alone(user_pk):
    """With what was told of them. Whoever shows one has seen before that its posts are gone."""
    found = alone(user_pk).order_by("pk").select_for_update()
    subjects = [thread.subject for thread in found]
    Notification.objects.filter(subject__in=subjects).delete()
    Thread.objects.filter(pk__in=[thread.pk for thread in found]).delete()


@transaction.atomic
def forget(pk, gone, keep_posts):
    """Takes the person out of one thread; a second time changes nothing."""
    thread = Thread.objects.select_for_update(of=["self"]).select_related("group").filter(pk=pk).first()
    if thread:
        Leaving(thread, gone, keep_posts).go()


class Leaving:
    """One locked thread, and the posts of it that may become others."""

    def __init__(self, thread, gone, keep_posts):
        self.thread, self.gone, self.keep_posts = thread, gone, keep_posts
        self.numbers = set(thread.posts.filter(author=gone.pk).values_list("number", flat=True))
        self.stays_author = not keep_posts and alone(gone.pk).filter(pk=thread.pk).exists()
        self.removed = []

    def go(self):
        changed = [post for post in self.posts() if self.change(post)]
        self.render([post for post in changed if not post.is_removed])
        title = self.gone.forget(self.thread.title)[:150]
        if not changed and title == self.thread.title and self.thread.author_id != self.gone.pk:
            return
        self.save(changed, title)
        if self.removed:
            tell_without(self.thread, self.removed)
        self.thread.ring()

    def posts(self):
        quoting = Q(text__contains="Nr.") if self.numbers else Q(pk=None)
        said = Q(html__contains=self.gone.sign) | Q(likely("text", self.gone.likes))
        return self.thread.posts.filter(Q(author=self.gone.pk) | quoting | said)

    def change(self, post):
        """Whether the post is another one now."""
        if post.author_id == self.gone.pk:
            return self.change_own(post)
        return self.reword(post)

    def change_own(self, post):
        if not self.keep_posts and not post.is_removed:
            post.text = post.html = ""
            post.removed_at = timezone.now()
            self.removed.append(post.number)
        elif self.stays_author:
            return False
        self.reword(post)
        if not self.stays_author:
            post.author = None
        if post.removed_by_id == self.gone.pk:
            post.removed_by = None
        return True

    def reword(self, post):
        text, quotes = post.text, quoted_numbers(post.text) & self.numbers
        if self.gone.sign in post.html:
            text = self.gone.forget_mentions(text, post.html)
        if self.numbers:
            dropped = frozenset() if self.keep_posts else self.numbers
            text = recredit(text, FORMER, self.numbers, without_words=dropped)
        text = self.gone.forget(text)
        is_other = text != post.text or bool(quotes) or self.gone.sign in post.html
        post.text = text
        return is_other

    def render(self, posts):
        """The quotes' names are those of the authors, and these are gone in the same moment."""
        mentioned = {int(pk) for post in posts for pk in MENTIONED.findall(post.html)} - {self.gone.pk}
        if not self.stays_author:
            self.thread.posts.filter(author=self.gone.pk).update(author=None)
        texts = [post.text for post in posts]
        for post, rendered in zip(posts, render_anew(self.thread, texts, mentioned), strict=True):
            post.html, post.renderer = rendered.html, VERSION

    def save(self, posts, title):
        thread = self.thread
        thread.revision += 1
        for post in posts:
            post.revision = thread.revision
        Post.objects.bulk_update(posts, FIELDS, batch_size=AT_ONCE)
        if title != thread.title:
            self.retitle(title)
        if not self.stays_author and thread.author_id == self.gone.pk:
            thread.author = None
        if thread.answer_number in self.removed:
            thread.answer_number = None
        thread.save(update_fields=["revision", "title", "author", "answer_number"])

    def retitle(self, title):
        """The title also stands in addresses, which others have kept."""
        thread, before = self.thread, f"/{self.thread.slug}/"
        thread.title = title
        ways = {"url": Notification.objects.about(thread.subject), "landing_path": Invitation.objects}
        for field, rows in ways.items():
            held = rows.filter(**{f"{field}__contains": f"/themen/{thread.pk}{before}"})
            held.update(**{field: Replace(field, Value(before), Value(f"/{thread.slug}/"))})
        Notification.objects.about(thread.subject).update(title=title)
