"""What happens while the database is asked whether a client may subscribe."""

import threading
from queue import SimpleQueue

import pytest
from django.db import connection, transaction
from django.http import Http404
from websockets.exceptions import ConnectionClosed

from accounts.models import Session
from config.asgi import live_server
from forum import live
from live import topics
from tests.support.database.races import wait_until_blocked
from tests.support.server.live_clients import PATIENCE
from tests.tools.processes.real import until

pytestmark = pytest.mark.usefixtures("site")


class HeldAuthorisation:
    """The `authorise` of threads, which returns its answer only when `go` is set."""

    def __init__(self):
        self.answers, self.go = SimpleQueue(), threading.Event()

    def __call__(self, user, request):
        try:
            granted, answer = live.authorise(user, request), True
        except Http404:
            answer = False
        self.answers.put(answer)
        self.go.wait(PATIENCE)
        if not answer:
            raise Http404
        return granted

    def answer(self):
        """Whether the next request will be allowed."""
        return self.answers.get(timeout=PATIENCE)


@pytest.fixture
def hold(monkeypatch):
    """Holds all answers from now on."""

    def hold():
        held = HeldAuthorisation()
        monkeypatch.setitem(topics.kinds, "thread", topics.TopicKind(held, live.render_frames))
        return held

    return hold


def request_for(thread):
    return {"thread": thread.pk, "revision": thread.revision, "page": 1}


def test_a_member_removed_before_the_answer_is_not_subscribed_and_others_are(
    hold, thread, reader, connect, signed_in, say, member, anna, ben, dora
):
    inside, bens_client, late, other = (
        *(reader(user, thread) for user in (anna, ben)),
        *(connect(signed_in(user)) for user in (anna, dora)),
    )
    held = hold()
    for page in (late, other):
        page.send(request_for(thread))
        assert held.answer()
    member(anna).end()
    say(thread, ben, "Nicht für Anna.")
    assert inside.receive() == {"gone": f"thread.{thread.pk}"}
    assert bens_client.receive()["revision"] == 4
    held.go.set()
    assert late.receive() == {"gone": f"thread.{thread.pk}"}
    assert late.subscribe(thread, revision=0) == {"gone": f"thread.{thread.pk}"}
    # The database was asked again, as after the end of any right: the reply came meanwhile.
    assert [post["number"] for post in other.receive()["posts"]] == [4]


def test_frames_before_the_answer_follow_it_or_are_dropped(
    hold, thread, reader, connect, signed_in, say, anna, ben, carla
):
    member, outsider, bens_client = connect(signed_in(anna)), connect(signed_in(carla)), reader(ben, thread)
    held = hold()
    for page, is_allowed in ((member, True), (outsider, False)):
        page.send(request_for(thread))
        assert held.answer() is is_allowed
    say(thread, ben)
    say(thread, ben)
    assert [bens_client.receive()["revision"] for _ in range(2)] == [4, 5]
    held.go.set()
    assert member.receive() == {"thread": thread.pk, "revision": 3, "posts": []}
    assert [member.receive()["revision"] for _ in range(2)] == [4, 5]
    assert outsider.receive() == {"gone": f"thread.{thread.pk}"}
    assert len(live_server.hub.subscriptions(f"thread.{thread.pk}")) == 2
    assert outsider.subscribe(thread, revision=0) == {"gone": f"thread.{thread.pk}"}


def test_a_client_that_closes_before_the_answer_leaves_no_subscription(
    hold, thread, reader, connect, signed_in, anna, ben, say
):
    late, bens_client = connect(signed_in(anna)), reader(ben, thread)
    held = hold()
    late.send(request_for(thread))
    assert held.answer()
    late.connection.close()
    held.go.set()
    until(lambda: live_server.hub.topics.keys() & {f"user.{anna.pk}"} == set())
    assert len(live_server.hub.subscriptions(f"thread.{thread.pk}")) == 1
    say(thread, ben)
    assert bens_client.receive()["revision"] == 4


def lock_accounts():
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE accounts_user IN ACCESS EXCLUSIVE MODE")


def in_another_transaction(act):
    thread = threading.Thread(target=lambda: (act(), connection.close()))
    thread.start()
    thread.join(PATIENCE)


def test_who_signs_out_while_the_user_is_loaded_is_refused(thread, connect, signed_in, anna):
    browser = signed_in(anna)
    inside = connect(browser)
    inside.subscribe(thread)
    with transaction.atomic():
        lock_accounts()
        late = connect(browser)
        wait_until_blocked(1)
        in_another_transaction(Session.objects.all().delete)
        assert inside.close_code() == 4000
    assert late.close_code() in {4000, 4401}


def stop_listening_and_sign_out():
    """In one transaction, so that the process does not listen again when it commits."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        )
        Session.objects.all().delete()


def test_who_signs_out_while_the_process_does_not_listen_is_refused(thread, connect, signed_in, anna):
    browser = signed_in(anna)
    inside = connect(browser)
    inside.subscribe(thread)
    with transaction.atomic():
        lock_accounts()
        late = connect(browser)
        wait_until_blocked(1)
        in_another_transaction(stop_listening_and_sign_out)
        assert inside.close_code() == 1012
    with pytest.raises(ConnectionClosed) as closed:
        late.subscribe(thread)
    assert closed.value.rcvd.code in {1012, 4000, 4401}
