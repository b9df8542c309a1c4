"""Two people, or one person twice, at the same instant: real connections, one behind the other at the same lock."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import transaction

from forum.models import Post, PostRemoved, Thread, ThreadClosed, ThreadRead
from groups.models import Group, Membership
from tests.forum.pages import kept
from tests.support.database.races import alone, in_turn

pytestmark = pytest.mark.usefixtures("own_database")


def reply(thread, membership, text="Zugleich.", key=None):
    return lambda: thread.reply(membership, text, key or uuid4())


def test_two_replies_at_once_get_consecutive_numbers(thread, member, anna, ben):
    first, second = in_turn(thread.lock, reply(thread, member(anna)), reply(thread, member(ben)))
    assert {(first.number, first.revision), (second.number, second.revision)} == {(4, 4), (5, 5)}
    thread.refresh_from_db()
    assert (thread.last_number, thread.revision) == (5, 5)
    assert thread.last_post_at == thread.posts.last().created_at
    assert ThreadRead.objects.get(membership=member(anna)).last_read_number == first.number


def test_a_first_reading_mark_does_not_wait_for_whoever_writes(thread, member, anna):
    """Else each would wait for the other, when it is the reader's own reply that comes to the mark's row."""
    mine = member(anna)
    ThreadRead.objects.all().delete()
    with ThreadPoolExecutor(1) as reader, transaction.atomic():
        thread.lock()
        mark = reader.submit(alone, lambda: ThreadRead.objects.advance(mine, thread, 2))
        assert mark.result(timeout=20) is None
    assert ThreadRead.objects.get(membership=mine).last_read_number == 2


def test_a_reply_sent_twice_at_once_is_one_post(thread, member, anna):
    key = uuid4()
    first, second = in_turn(thread.lock, *[reply(thread, member(anna), key=key)] * 2)
    assert first == second == thread.posts.last()
    assert thread.posts.count() == 4


def test_a_thread_sent_twice_at_once_is_one_thread(member, anna):
    submitted = {"title": "Einmal", "text": "Text", "kind": "minutes", "key": uuid4()}
    start = lambda: Thread.objects.start(member(anna), **submitted)  # noqa: E731
    first, second = in_turn(member(anna).lock, start, start)
    assert first == second == Thread.objects.get()
    assert Post.objects.count() == 1


def test_a_reply_that_waits_for_the_closing_is_refused(thread, member, anna):
    outcomes = in_turn(thread.close, reply(thread, member(anna)), then="keep")
    assert [type(outcome) for outcome in outcomes] == [ThreadClosed]
    assert thread.posts.count() == 3


def test_a_closing_that_waits_for_a_reply_closes(thread, member, anna):
    post, none = in_turn(thread.lock, reply(thread, member(anna)), thread.close)
    thread.refresh_from_db()
    assert (post.number, none, thread.is_closed, thread.revision) == (4, None, True, 5)


def test_a_reply_that_waits_for_the_removal_of_its_member_is_refused_and_comes_back(
    thread, member, anna, signed_in
):
    client, address = signed_in(anna), f"/gruppen/quartier/themen/{thread.pk}/antworten/"
    (response,) = in_turn(member(anna).end, lambda: client.post(address, {"text": "Mein Text"}), then="keep")
    assert response.status_code == 404
    assert "Ihr Text ist nicht gesendet:" in response.content.decode()
    assert kept(response.content.decode()) == "Mein Text"
    assert thread.posts.count() == 3


def test_a_new_thread_that_waits_for_the_removal_of_its_member_is_refused_and_comes_back(
    group, member, anna, signed_in
):
    client, submitted = signed_in(anna), {"title": "Titel", "kind": "minutes", "text": "Mein Text"}
    new = lambda: client.post("/gruppen/quartier/themen/neu/", submitted)  # noqa: E731
    (response,) = in_turn(member(anna).end, new, then="keep")
    assert response.status_code == 404
    assert kept(response.content.decode()) == "Titel\n\nMein Text"
    assert not Thread.objects.exists()


@pytest.mark.parametrize("name", ["anna", "carla"])
def test_the_removal_of_a_member_that_waits_for_their_reply_removes(name, thread, group, member, request):
    user = request.getfixturevalue(name)
    group.admit(user)
    post, ended = in_turn(thread.lock, reply(thread, member(user)), member(user).end)
    assert post.number == 4
    assert ended is None
    assert not Membership.objects.filter(user=user).exists()
    assert not ThreadRead.objects.filter(membership__user=user).exists()


def test_reading_that_waits_for_the_removal_of_its_member_leaves_nothing(
    thread, group, member, carla, signed_in
):
    group.admit(carla)
    client, address = signed_in(carla), f"/gruppen/quartier/themen/{thread.pk}/gelesen/"
    (response,) = in_turn(member(carla).end, lambda: client.post(address, {"number": 2}), then="keep")
    assert getattr(response, "status_code", response) in {204, 302, 404}
    assert not ThreadRead.objects.filter(membership__user=carla).exists()


def test_an_edit_that_waits_for_the_removal_of_the_post_is_refused(thread, ben):
    post, same = (Post.objects.select_related("thread").get(number=2) for _ in range(2))
    outcomes = in_turn(lambda: post.remove(by=ben), lambda: same.edit("Doch noch da."), then="keep")
    assert [type(outcome) for outcome in outcomes] == [PostRemoved]
    post.refresh_from_db()
    assert (post.text, post.is_removed) == ("", True)


def test_a_removal_that_waits_for_an_edit_removes(thread, ben):
    post, same = (Post.objects.select_related("thread").get(number=2) for _ in range(2))
    assert in_turn(thread.lock, lambda: post.edit("Noch schnell."), lambda: same.remove(by=ben)) == [
        None,
        None,
    ]
    post.refresh_from_db()
    assert (post.text, post.html, post.is_removed, post.revision) == ("", "", True, 5)


def test_of_two_edits_at_once_the_later_holds_with_its_own_html(thread):
    posts = [Post.objects.select_related("thread").get(number=2) for _ in range(2)]
    in_turn(thread.lock, *(lambda post=post, n=n: post.edit(f"Fassung {n}") for n, post in enumerate(posts)))
    post = thread.posts.get(number=2)
    assert (post.text, post.html, post.revision) == ("Fassung 1", "<p>Fassung 1</p>\n", 5)


def test_of_two_threads_made_welcoming_at_once_one_is(thread, start, group, dora):
    other = start(dora, "Auch nett")
    lock_group = lambda: Group.objects.select_for_update().get(pk=group.pk)  # noqa: E731
    assert in_turn(lock_group, thread.welcome, other.welcome) == [None, None]
    assert list(group.threads.filter(is_welcome=True)) == [other]


def test_an_answer_that_waits_for_its_removal_is_none(thread, ben):
    post = Post.objects.select_related("thread").get(number=2)
    in_turn(lambda: post.remove(by=ben), lambda: thread.accept(2, by=thread.author), then="keep")
    thread.refresh_from_db()
    assert thread.answer_number is None


def test_reading_in_two_windows_never_moves_back(thread, member, carla, group):
    group.admit(carla)
    advance = lambda number: lambda: ThreadRead.objects.advance(member(carla), thread, number)  # noqa: E731
    in_turn(advance(2), advance(3), advance(1), then="keep")
    assert ThreadRead.objects.get(membership__user=carla).last_read_number == 3
