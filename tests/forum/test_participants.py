"""The participants that threads have stored are those whom their posts name, whatever happens to posts and people."""

from uuid import uuid4

import pytest
from django.db.models import Count, Max
from django.utils import timezone

from accounts.models import User
from forum.erasure import anonymise_threads
from forum.models import Post, Thread, ThreadParticipant
from groups.models import Membership
from tests.support.database.undoing import each


def list_stored():
    return set(ThreadParticipant.objects.values_list("thread", "user", "posts", "last_number"))


def count_from_posts():
    written = Post.objects.filter(author__isnull=False, removed_at=None).order_by()
    rows = written.values("thread", "author").annotate(posts=Count("pk"), last=Max("number"))
    return {tuple(row.values()) for row in rows}


@pytest.fixture
def thread(demo):
    """A thread of the demo in which somebody has written first, and last, and others in between."""
    thread = Thread.objects.filter(last_number__gt=4).exclude(author=None).order_by("pk").first()
    member = Membership.objects.get(group=thread.group_id, user=thread.author_id)
    thread.reply(member, "Danke euch allen.", uuid4())
    thread.refresh_from_db()
    return thread


def start_thread(thread):
    member = thread.group.memberships.first()
    Thread.objects.start(member, title="Neu", text="Guten Tag.", kind="discussion", key=uuid4())


def reply_of_three(thread):
    for member in thread.group.memberships.all()[:3]:
        thread.reply(member, "Noch etwas.", uuid4())


def reply_twice(thread):
    """The second one only sends the form again."""
    member, key = thread.group.memberships.first(), uuid4()
    assert thread.reply(member, "Einmal.", key) == thread.reply(member, "Einmal.", key)


def remove_all_posts(thread):
    for post in thread.posts.order_by("-number"):
        post.remove(post.author)


def erase_person(person_id, *, keep_posts):
    anonymise_threads(person_id, keep_posts)
    assert not ThreadParticipant.objects.filter(user=person_id).exists()


def delete_group(thread):
    group, now = thread.group, timezone.now()
    type(group).objects.filter(pk=group.pk).update(archived_at=now, delete_at=now)
    group.delete_content()
    assert not ThreadParticipant.objects.filter(thread=thread.pk).exists()


def remove_post_of_former_member(thread):
    post = thread.posts.first()
    erase_person(post.author_id, keep_posts=True)
    Post.objects.get(pk=post.pk).remove(thread.group.memberships.first().user)


CHANGES = {
    "a new thread": start_thread,
    "replies": reply_of_three,
    "a reply that is sent twice": reply_twice,
    "an edit": lambda thread: thread.posts.last().edit("Anders gesagt."),
    "the last post removed": lambda thread: thread.posts.last().remove(thread.author),
    "the first post removed": lambda thread: thread.posts.first().remove(thread.author),
    "a post removed twice": lambda thread: [thread.posts.last().remove(thread.author) for _ in range(2)],
    "all posts removed": remove_all_posts,
    "a post of a former member removed": remove_post_of_former_member,
    "an account deleted, its posts kept": lambda thread: erase_person(thread.author_id, keep_posts=True),
    "an account deleted with its posts": lambda thread: erase_person(thread.author_id, keep_posts=False),
    "a person deleted at once": lambda thread: User.objects.get(pk=thread.author_id).delete(),
    "a membership ended": lambda thread: thread.group.memberships.filter(user=thread.author).delete(),
    "a group deleted": delete_group,
}


@each("change", CHANGES)
def test_after_each_change_the_stored_participants_are_those_of_the_posts(change, thread):
    assert list_stored() == count_from_posts() != set()
    CHANGES[change](thread)
    assert list_stored() == count_from_posts()


def test_posts_stored_without_a_verb_are_counted_once_more(thread):
    before = list_stored()
    ThreadParticipant.objects.filter(thread=thread).delete()
    ThreadParticipant.objects.recount(thread)
    assert list_stored() == before == count_from_posts()
