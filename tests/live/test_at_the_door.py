"""What happens while the door asks the database whether a window may come in."""

import threading
from queue import SimpleQueue

import pytest
from django.db import connection, transaction
from django.http import Http404
from websockets.exceptions import ConnectionClosed

from accounts.models import Session
from config.asgi import station
from forum import live
from live import audiences
from tests.support.database.races import wait_until_blocked
from tests.support.server.windows import PATIENCE
from tests.tools.processes.real import until

pytestmark = pytest.mark.usefixtures("site")


class HeldDoor:
    """The door of threads, which has made up its mind and says so only when it is let go."""

    def __init__(self):
        self.answers, self.go = SimpleQueue(), threading.Event()

    def __call__(self, viewer, wish):
        try:
            admission, answer = live.door(viewer, wish), True
        except Http404:
            answer = False
        self.answers.put(answer)
        self.go.wait(PATIENCE)
        if not answer:
            raise Http404
        return admission

    def answer(self):
        """Whether it will let the next one in."""
        return self.answers.get(timeout=PATIENCE)


@pytest.fixture
def hold(monkeypatch):
    """Holds the door from now on."""

    def hold():
        door = HeldDoor()
        monkeypatch.setitem(audiences.kinds, "thread", audiences.Kind(door, live.show))
        return door

    return hold


def wish(thread):
    return {"thread": thread.pk, "revision": thread.revision, "page": 1}


def test_who_is_removed_before_the_door_opens_does_not_get_in_and_others_do(
    hold, thread, reader, window, signed_in, say, member, anna, ben, dora
):
    inside, ben_hears, late, other = (
        *(reader(user, thread) for user in (anna, ben)),
        *(window(signed_in(user)) for user in (anna, dora)),
    )
    door = hold()
    for page in (late, other):
        page.say(wish(thread))
        assert door.answer()
    member(anna).end()
    say(thread, ben, "Nicht für Anna.")
    assert inside.hear() == {"gone": f"thread.{thread.pk}"}
    assert ben_hears.hear()["revision"] == 4
    door.go.set()
    assert late.hear() == {"gone": f"thread.{thread.pk}"}
    assert late.show(thread, revision=0) == {"gone": f"thread.{thread.pk}"}
    # It was asked again, as after the end of any right, and had missed the reply meanwhile.
    assert [post["number"] for post in other.hear()["posts"]] == [4]


def test_what_is_said_before_the_door_opens_is_heard_after_the_answer_or_never(
    hold, thread, reader, window, signed_in, say, anna, ben, carla
):
    member, outsider, ben_hears = window(signed_in(anna)), window(signed_in(carla)), reader(ben, thread)
    door = hold()
    for page, may_enter in ((member, True), (outsider, False)):
        page.say(wish(thread))
        assert door.answer() is may_enter
    say(thread, ben)
    say(thread, ben)
    assert [ben_hears.hear()["revision"] for _ in range(2)] == [4, 5]
    door.go.set()
    assert member.hear() == {"thread": thread.pk, "revision": 3, "posts": []}
    assert [member.hear()["revision"] for _ in range(2)] == [4, 5]
    assert outsider.hear() == {"gone": f"thread.{thread.pk}"}
    assert len(station.hub.seats(f"thread.{thread.pk}")) == 2
    assert outsider.show(thread, revision=0) == {"gone": f"thread.{thread.pk}"}


def test_who_leaves_before_the_door_opens_leaves_nothing_behind(
    hold, thread, reader, window, signed_in, anna, ben, say
):
    late, ben_hears = window(signed_in(anna)), reader(ben, thread)
    door = hold()
    late.say(wish(thread))
    assert door.answer()
    late.connection.close()
    door.go.set()
    until(lambda: station.hub.audiences.keys() & {f"user.{anna.pk}"} == set())
    assert len(station.hub.seats(f"thread.{thread.pk}")) == 1
    say(thread, ben)
    assert ben_hears.hear()["revision"] == 4


def lock_accounts():
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE accounts_user IN ACCESS EXCLUSIVE MODE")


def in_another_transaction(act):
    thread = threading.Thread(target=lambda: (act(), connection.close()))
    thread.start()
    thread.join(PATIENCE)


def test_who_signs_out_while_the_socket_asks_who_it_is_does_not_get_in(thread, window, signed_in, anna):
    browser = signed_in(anna)
    inside = window(browser)
    inside.show(thread)
    with transaction.atomic():
        lock_accounts()
        late = window(browser)
        wait_until_blocked(1)
        in_another_transaction(Session.objects.all().delete)
        assert inside.closing() == 4000
    assert late.closing() in {4000, 4401}


def stop_listening_and_sign_out():
    """In one transaction, so that nobody listens yet again when it commits."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        )
        Session.objects.all().delete()


def test_who_signs_out_meanwhile_and_unheard_does_not_get_in_either(thread, window, signed_in, anna):
    browser = signed_in(anna)
    inside = window(browser)
    inside.show(thread)
    with transaction.atomic():
        lock_accounts()
        late = window(browser)
        wait_until_blocked(1)
        in_another_transaction(stop_listening_and_sign_out)
        assert inside.closing() == 1012
    with pytest.raises(ConnectionClosed) as closed:
        late.show(thread)
    assert closed.value.rcvd.code in {1012, 4000, 4401}
