"""The number of unread notifications, sent to open clients as soon as it changes."""

import pytest

from notifications.models import Notification

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def bell(connect, signed_in):
    """Connects a client of a user; returns it and its first frame."""

    def bell(user):
        client = connect(signed_in(user))
        client.send({"bell": user.pk})
        return client, client.receive()

    return bell


def frame(user, unread):
    return {"bell": user.pk, "unread": unread}


def test_the_first_frame_holds_the_number_of_unread(thread, bell, anna, ben, dora, carla):
    assert [bell(user)[1] for user in (anna, ben, dora, carla)] == [
        frame(anna, 1),
        frame(ben, 1),
        frame(dora, 0),
        frame(carla, 0),
    ]


def test_the_number_follows_new_and_read_notifications(thread, bell, say, start, anna, ben):
    page, _ = bell(anna)
    other = start(anna, "Ein anderes")
    say(other, ben)
    assert page.receive() == frame(anna, 2)
    Notification.objects.of(anna.pk).about(other.subject).mark_read()
    assert page.receive() == frame(anna, 1)
    say(other, ben)
    assert page.receive() == frame(anna, 2)


def test_the_number_follows_reading_on_another_page(thread, bell, signed_in, anna):
    page, _ = bell(anna)
    signed_in(anna).post(f"/gruppen/quartier/themen/{thread.pk}/gelesen/", {"number": 3})
    assert page.receive() == frame(anna, 0)


def test_the_number_follows_a_removed_post(thread, bell, ben, dora):
    page, _ = bell(ben)
    thread.posts.select_related("thread__group").get(number=3).remove(by=dora)
    assert page.receive() == frame(ben, 0)


def test_the_number_follows_the_end_of_a_membership(thread, bell, member, group, say, anna, dora):
    page, _ = bell(anna)
    member(anna).end()
    assert page.receive() == frame(anna, 0)
    say(thread, dora, "@Anna Annasen")
    group.admit(anna)
    say(thread, dora, "@Anna Annasen")
    assert page.receive() == frame(anna, 1)


def test_nobody_gets_the_number_of_others(thread, connect, bell, signed_in, say, anna, ben, dora):
    page, _ = bell(dora)
    for pk in (anna.pk, ben.pk, 0, 2**31 - 1):
        page.send({"bell": pk})
        assert page.receive() == {"gone": f"bell.{pk}"}
    say(thread, ben)
    assert page.receive() == frame(dora, 1)
    # A frame of others would come before this answer.
    page.send({"bell": dora.pk})
    assert page.receive() == frame(dora, 1)


def test_all_clients_of_all_recipients_get_the_number(thread, bell, say, anna, ben, dora):
    pages = [(user, bell(user)[0]) for user in (anna, dora, anna)]
    say(thread, ben)
    assert [page.receive() for _, page in pages] == [frame(user, 1) for user, _ in pages]


def test_a_client_subscribes_to_bell_and_thread(thread, reader, say, anna, ben):
    page = reader(anna, thread)
    page.send({"bell": anna.pk})
    assert page.receive() == frame(anna, 1)
    say(thread, ben)
    frames = [page.receive() for _ in range(2)]
    assert [one.get("thread", one) for one in frames] == [thread.pk, frame(anna, 1)]


def test_a_request_for_bell_and_thread_at_once_is_invalid(thread, bell, anna):
    page, _ = bell(anna)
    page.send({"bell": anna.pk, "thread": thread.pk, "revision": 3})
    assert page.close_code() == 4400
