"""What is kept of posts and thread rows is what their templates make of them now, whatever has changed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.template.loader import render_to_string

from accounts.models import ProfileVisibility, User
from forum.frames import html as frames
from forum.models import Post, Thread
from groups.models import Group, Membership, Role
from tests.support.database.undoing import savepoint

READERS = [None, {}, {"author": True}, {"moderator": True}, {"solver": True, "moderator": True}]


@pytest.fixture
def thread(demo):
    return (
        Thread.objects.filter(kind="question", answer_number=None, last_number__gt=1)
        .select_related("group")
        .first()
    )


def render_posts(thread):
    """[(kept, fresh)] for each post and each reader."""
    thread.refresh_from_db()
    pairs = []
    for post in thread.posts.with_authors():
        for own in READERS:
            context = {"post": post, "thread": thread, "own": own or {}, "for_all": own is None}
            fresh = render_to_string("forum/components/post.html", context)
            pairs.append((frames.render_post(thread, post, own), fresh))
    return pairs


def render_rows(group, membership):
    found = group.threads.read_by(membership).with_last_words().with_recent_participants()
    pairs = []
    for thread in found.select_related("author__municipality"):
        thread.group = group
        fresh = render_to_string("forum/components/thread_row.html", {"thread": thread})
        pairs.append((frames.render_row(thread), fresh))
    return pairs


def test_each_person_beside_a_thread_is_kept_as_the_template_makes_them(demo):
    membership = Membership.objects.select_related("group").first()
    for thread in membership.group.threads.read_by(membership).with_participants():
        for person in thread.participants:
            for one in (person, getattr(person, "person", person)):
                fresh = render_to_string("components/person.html", {"person": one})
                assert [frames.render_person(one) for _ in range(2)] == [fresh, fresh]


def test_each_post_and_row_of_the_demo_is_kept_as_its_template_makes_it(demo):
    for thread in Thread.objects.select_related("group"):
        for _ in range(2):
            assert all(kept == fresh for kept, fresh in render_posts(thread))
    for membership in Membership.objects.select_related("group"):
        assert all(kept == fresh for kept, fresh in render_rows(membership.group, membership))


def change(model, pk_of, **fields):
    """A function of a post that updates one row of the model."""
    return lambda post: model.objects.filter(pk=pk_of(post)).update(**fields)


def author_of(post):
    return post.author_id


def thread_of(post):
    return post.thread_id


def membership_of(post):
    return Membership.objects.get(group=post.thread.group_id, user=post.author_id)


def mark_as_answer(post):
    Thread.objects.filter(pk=post.thread_id).update(answer_number=post.number)


def make_older(post):
    long_ago = post.created_at - timedelta(days=400)
    Post.objects.filter(pk=post.pk).update(created_at=long_ago)
    Thread.objects.filter(pk=post.thread_id).update(last_post_at=long_ago)


HIDDEN = ProfileVisibility.NOBODY
IN_POSTS = {
    "a name": change(User, author_of, name="Andere Person"),
    "a function": change(User, author_of, function="Neue Aufgabe"),
    "a function that is hidden": change(User, author_of, function_visibility=HIDDEN),
    "another place": change(User, author_of, municipality=None, other_place="Woanders"),
    "an account that is locked": change(User, author_of, is_active=False),
    "a role": change(Membership, lambda post: membership_of(post).pk, role=Role.MODERATOR),
    "a membership that ends": lambda post: membership_of(post).delete(),
    "an account that is deleted": change(Post, lambda post: post.pk, author=None),
    "a text that is rendered anew": change(Post, lambda post: post.pk, html="<p>Neu</p>"),
    "a text that is edited": lambda post: post.edit("Geändert."),
    "a post that is removed": lambda post: post.remove(post.author),
    "a post of long ago": make_older,
    "the answer that helped": mark_as_answer,
    "a thread that is closed": lambda post: post.thread.close(),
    "a thread of another kind": change(Thread, thread_of, kind="minutes"),
    "a thread of two pages": change(Thread, thread_of, last_number=25),
    "a group of another address": change(Group, lambda post: post.thread.group_id, slug="neu"),
}
IN_ROWS = {
    "a title": change(Thread, thread_of, title="Ein anderer Titel"),
    "a thread that is pinned": change(Thread, thread_of, is_pinned=True),
    "a thread that is closed": lambda post: post.thread.close(),
    "a thread of another kind": change(Thread, thread_of, kind="minutes"),
    "a reply": lambda post: post.thread.reply(membership_of(post), "Noch etwas.", uuid4()),
    "a name": change(User, lambda post: post.thread.author_id, name="Andere Person"),
    "a place": change(User, lambda post: post.thread.author_id, municipality=None, other_place="Woanders"),
    "the answer that helped": mark_as_answer,
    "a last post of long ago": make_older,
}


@pytest.fixture
def post(thread):
    return thread.posts.exclude(author=None).filter(number__gt=1, removed_at=None).first()


def test_after_each_change_a_post_is_as_its_template_makes_it(post, subtests):
    before = [kept for kept, _ in render_posts(post.thread)]
    for name, make_change in IN_POSTS.items():
        with subtests.test(name), savepoint():
            make_change(Post.objects.get(pk=post.pk))
            pairs = render_posts(Thread.objects.select_related("group").get(pk=post.thread_id))
            assert [kept for kept, _ in pairs] == [fresh for _, fresh in pairs]
            assert [kept for kept, _ in pairs] != before


def test_after_each_change_a_row_is_as_its_template_makes_it(post, subtests):
    group = post.thread.group
    reader = group.memberships.exclude(user=post.author_id).first()
    before = [kept for kept, _ in render_rows(group, reader)]
    for name, make_change in IN_ROWS.items():
        with subtests.test(name), savepoint():
            make_change(Post.objects.get(pk=post.pk))
            pairs = render_rows(group, reader)
            assert [kept for kept, _ in pairs] == [fresh for _, fresh in pairs]
            assert [kept for kept, _ in pairs] != before
