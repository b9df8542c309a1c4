"""Threads without a person whose account is deleted: as author, in mentions and above quotes stands "Ehemaliges Mitglied".

Free text is not searched and not changed. Every function can be called again; then it changes nothing.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from forum.models import Post, Thread
from forum.notify import withdraw_posts
from forum.rendering import render_anew
from markup.quoting import recredit_quotes
from markup.render import VERSION, quoted_numbers
from markup.words import FORMER_MEMBER, mention_of, mentioned_in, without_mentions
from notifications.models import Notification

AT_ONCE = 500


def anonymise_threads(person_id, keep_posts):
    """Each thread in a transaction of its own, so that others go on writing; open clients get the changed posts."""
    if not keep_posts:
        delete_threads_alone(person_id)
    for pk in sorted(threads_with(person_id)):
        anonymise_thread(pk, person_id, keep_posts)


def threads_with(person_id):
    """The ids of all threads that the person began or wrote in, or in which a post mentions them."""
    posts = Post.objects.filter(Q(author=person_id) | Q(html__contains=mention_of(person_id)))
    begun = Thread.objects.filter(author=person_id).values_list("pk", flat=True)
    return {*begun, *posts.order_by().values_list("thread", flat=True).distinct()}


def alone(person_id):
    """The threads of the person in which nobody else ever wrote."""
    others = Post.objects.filter(thread=OuterRef("pk")).exclude(author=person_id)
    return Thread.objects.filter(~Exists(others), author=person_id)


@transaction.atomic
def delete_threads_alone(person_id):
    pks = list(alone(person_id).values_list("pk", flat=True))
    list(Thread.objects.filter(pk__in=pks).order_by("pk").select_for_update())
    # Asked again under the locks: somebody may have answered meanwhile.
    found = list(alone(person_id).filter(pk__in=pks))
    Notification.objects.filter(subject__in=[thread.subject for thread in found]).delete()
    Thread.objects.filter(pk__in=[thread.pk for thread in found]).delete()


@transaction.atomic
def anonymise_thread(pk, person_id, keep_posts):
    rows = Thread.objects.select_for_update(of=["self"], no_key=True)
    thread = rows.select_related("group").filter(pk=pk).first()
    if thread is None:
        return
    own = thread.posts.filter(author=person_id)
    numbers = frozenset(own.values_list("number", flat=True))
    removed = [] if keep_posts else list(own.filter(removed_at=None).values_list("number", flat=True))
    referring = posts_referring(thread, person_id, numbers)
    if not numbers and not referring and thread.author_id != person_id:
        return
    thread.revision += 1
    own.filter(number__in=removed).update(text="", html="", removed_at=timezone.now())
    own.update(author=None, revision=thread.revision)
    thread.participations.filter(user=person_id).delete()
    staying = [post for post in referring if post.number not in removed]
    reword_posts(thread, staying, person_id, numbers, without_words=frozenset() if keep_posts else numbers)
    thread.author = None if thread.author_id == person_id else thread.author
    thread.answer_number = None if thread.answer_number in removed else thread.answer_number
    thread.save(update_fields=["revision", "author", "answer_number"])
    if removed:
        withdraw_posts(thread, removed)
    thread.publish_revision()


def posts_referring(thread, person_id, numbers):
    """The posts that mention the person, or quote one of the person's posts, which have these numbers."""
    quoting = Q(text__contains="Nr.") if numbers else Q(pk=None)
    found = thread.posts.filter(quoting | Q(html__contains=mention_of(person_id)), removed_at=None)
    return [
        post for post in found if mention_of(person_id) in post.html or quoted_numbers(post.text) & numbers
    ]


def reword_posts(thread, posts, person_id, numbers, *, without_words):
    """Replaces the mentions of the person and the heads of quotes of these numbers, in the source and in the HTML.

    Quotes of the numbers `without_words` lose what they quote.
    """
    others = {person.id for post in posts for person in mentioned_in(post.html)} - {person_id}
    for post in posts:
        text = without_mentions(post.text, post.html, person_id)
        post.text = recredit_quotes(text, FORMER_MEMBER, numbers, without_words=without_words)
    texts = [post.text for post in posts]
    for post, rendered in zip(posts, render_anew(thread, texts, others), strict=True):
        post.html, post.renderer, post.revision = rendered.html, VERSION, thread.revision
    Post.objects.bulk_update(posts, ["text", "html", "renderer", "revision"], batch_size=AT_ONCE)
