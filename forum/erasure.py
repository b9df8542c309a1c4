"""The texts of threads without a person who is leaving, thread by thread, so that open windows see it happen."""

import re

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Replace
from django.utils import timezone

from forum.models import Post, Thread
from forum.notify import withdraw_posts
from forum.rendering import render_anew
from groups.models import Invitation
from markup.quoting import recredit
from markup.redaction import FORMER, likely
from markup.render import VERSION, quoted_numbers
from notifications.models import Notification

AT_ONCE = 500
# So many numbers of a thread in one transaction: nobody can write in it meanwhile.
PORTION = 250
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


def forget(pk, gone, keep_posts):
    """Takes the person out of one thread, portion by portion; a second time changes nothing.

    What others write in between is found by whoever looks at `threads` again.
    """
    last = Thread.objects.filter(pk=pk).values_list("last_number", flat=True).first()
    for first in range(1, (last or 1) + 1, PORTION):
        forget_in(pk, range(first, first + PORTION), gone, keep_posts)


@transaction.atomic
def forget_in(pk, numbers, gone, keep_posts):
    rows = Thread.objects.select_for_update(of=["self"], no_key=True)
    thread = rows.select_related("group").filter(pk=pk).first()
    if thread:
        Leaving(thread, numbers, gone, keep_posts).go()


class Leaving:
    """A portion of a locked thread, and the posts that may become others: those in it, and all that quote them."""

    def __init__(self, thread, numbers, gone, keep_posts):
        self.thread, self.gone, self.keep_posts = thread, gone, keep_posts
        self.portion = Q(number__gte=numbers.start, number__lt=numbers.stop)
        own = thread.posts.filter(self.portion, author=gone.pk)
        self.numbers = set(own.values_list("number", flat=True))
        self.stays_author = not keep_posts and alone(gone.pk).filter(pk=thread.pk).exists()
        self.removed, self.reworded = [], []

    def go(self):
        changed = [post for post in self.posts() if self.change(post)]
        if not self.stays_author:
            # Quotes show the names of authors.
            self.thread.posts.filter(number__in=self.numbers).update(author=None)
        self.render([post for post in self.reworded if not post.is_removed])
        title = self.gone.forget(self.thread.title)[:150]
        is_left = self.thread.author_id == self.gone.pk and not self.stays_author
        if not changed and title == self.thread.title and not is_left:
            return
        self.save(changed, title)
        if self.removed:
            withdraw_posts(self.thread, self.removed)
        self.thread.publish_revision()

    def posts(self):
        some = "|".join(map(str, sorted(self.numbers)))
        quoting = Q(text__regex=rf"Nr\.\s*(?:{some})(?!\d)") if some else Q(pk=None)
        said = Q(html__contains=self.gone.sign) | Q(likely("text", self.gone.likes))
        return self.thread.posts.filter(self.portion & (Q(author=self.gone.pk) | said) | quoting)

    def change(self, post):
        """Whether the post is another one now."""
        if post.number in self.numbers:
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
        if is_other:
            self.reworded.append(post)
        return is_other

    def render(self, posts):
        mentioned = {int(pk) for post in posts for pk in MENTIONED.findall(post.html)} - {self.gone.pk}
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
