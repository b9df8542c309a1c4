"""The bell of an open window: how many notifications its person has not read, as soon as that changes."""

import pytest

from notifications.models import Notification

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def bell(window, signed_in):
    """Opens a window of a person; returns it and what it is told first."""

    def bell(user):
        opened = window(signed_in(user))
        opened.say({"bell": user.pk})
        return opened, opened.hear()

    return bell


def frame(user, unread):
    return {"bell": user.pk, "unread": unread}


def test_a_window_is_told_how_many_are_unread(thread, bell, anna, ben, dora, carla):
    assert [bell(user)[1] for user in (anna, ben, dora, carla)] == [
        frame(anna, 1),
        frame(ben, 1),
        frame(dora, 0),
        frame(carla, 0),
    ]


def test_it_rings_when_its_person_is_told_reads_and_is_told_again(thread, bell, say, start, anna, ben):
    page, _ = bell(anna)
    other = start(anna, "Ein anderes")
    say(other, ben)
    assert page.hear() == frame(anna, 2)
    Notification.objects.of(anna.pk).about(other.subject).read()
    assert page.hear() == frame(anna, 1)
    say(other, ben)
    assert page.hear() == frame(anna, 2)


def test_it_rings_when_it_is_read_on_another_page(thread, bell, signed_in, anna):
    page, _ = bell(anna)
    signed_in(anna).post(f"/gruppen/quartier/themen/{thread.pk}/gelesen/", {"number": 3})
    assert page.hear() == frame(anna, 0)


def test_it_rings_when_what_it_told_of_is_removed(thread, bell, ben, dora):
    page, _ = bell(ben)
    thread.posts.select_related("thread__group").get(number=3).remove(by=dora)
    assert page.hear() == frame(ben, 0)


def test_it_rings_when_the_membership_ends_and_is_heard_after(thread, bell, member, group, say, anna, dora):
    page, _ = bell(anna)
    member(anna).end()
    assert page.hear() == frame(anna, 0)
    say(thread, dora, "@Anna Annasen")
    group.admit(anna)
    say(thread, dora, "@Anna Annasen")
    assert page.hear() == frame(anna, 1)


def test_nobody_hears_the_bells_of_others(thread, window, bell, signed_in, say, anna, ben, dora):
    page, _ = bell(dora)
    for pk in (anna.pk, ben.pk, 0, 2**31 - 1):
        page.say({"bell": pk})
        assert page.hear() == {"gone": f"bell.{pk}"}
    say(thread, ben)
    assert page.hear() == frame(dora, 1)
    # What it had heard of others would come before this answer.
    page.say({"bell": dora.pk})
    assert page.hear() == frame(dora, 1)


def test_all_windows_of_all_who_are_told_hear_it(thread, bell, say, anna, ben, dora):
    pages = [(user, bell(user)[0]) for user in (anna, dora, anna)]
    say(thread, ben)
    assert [page.hear() for _, page in pages] == [frame(user, 1) for user, _ in pages]


def test_a_window_hears_its_bell_and_its_thread(thread, reader, say, anna, ben):
    page = reader(anna, thread)
    page.say({"bell": anna.pk})
    assert page.hear() == frame(anna, 1)
    say(thread, ben)
    told = [page.hear() for _ in range(2)]
    assert [one.get("thread", one) for one in told] == [thread.pk, frame(anna, 1)]


def test_a_wish_for_a_bell_and_a_thread_at_once_is_not_understood(thread, bell, anna):
    page, _ = bell(anna)
    page.say({"bell": anna.pk, "thread": thread.pk, "revision": 3})
    assert page.closing() == 4400
