"""A deletion that is killed, comes twice or meets others at work."""

from shutil import copytree, ignore_patterns

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError

from accounts.models import User
from audit.models import Entry
from forum.models import Post
from mail.models import OutgoingMail
from privacy.models import Erasure
from privacy.tasks import erase_person, resume_jobs
from tests.support.database.races import in_turn
from tests.support.people import quirina as traces
from tests.support.people.quirina import EMAIL, NAME

pytestmark = pytest.mark.usefixtures("own_database")
STEPS = {
    "at the beginning": ("UPDATE", "home_erasure", ""),
    "memberships": ("DELETE", "groups_membership", ""),
    "posts": ("UPDATE", "forum_post", ""),
    "the second thread": ("UPDATE OR DELETE", "forum_thread", "WHEN (OLD.title = 'Ganz allein')"),
    "mails": ("DELETE", "mail_outgoingmail", ""),
    "sign-ups": ("DELETE", "groups_pendingsignup", ""),
    "notifications": ("UPDATE", "notifications_notification", ""),
    "Wagtail": ("UPDATE", "wagtailcore_modellogentry", ""),
    "the last mail": ("INSERT", "mail_outgoingmail", ""),
    "the account": ("DELETE", "accounts_user", ""),
}


class broken:
    """The database refuses one kind of change, as if the process had been killed there."""

    def __init__(self, what, table, when):
        self.what, self.table, self.when = what, table, when

    def __enter__(self):
        run_sql(
            "CREATE FUNCTION killed() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'killed' USING ERRCODE = 'XX000'; END $$;"
            f"CREATE TRIGGER killed BEFORE {self.what} ON {self.table}"
            f" FOR EACH ROW {self.when} EXECUTE FUNCTION killed()"
        )

    def __exit__(self, *_):
        run_sql(f"DROP TRIGGER killed ON {self.table}; DROP FUNCTION killed")


def run_sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def is_gone(pk):
    """The account is gone, once, and nothing is left but the last mail."""
    return outcome(pk) == GONE


def outcome(pk):
    last_mails, _ = OutgoingMail.objects.filter(to=EMAIL).delete()
    return {
        "account": User.objects.filter(pk=pk).exists(),
        "entries": Entry.objects.filter(act="account_erased", object=f"user.{pk}").count(),
        "last mails": last_mails,
        "left": traces.found(),
    }


GONE = {"account": False, "entries": 1, "last mails": 1, "left": []}


def after_being_killed(step, erasure):
    with broken(*STEPS[step]), pytest.raises(InternalError, match="killed"):
        erase_person(erasure.pk)
    assert Erasure.objects.get().user == erasure.user
    resume_jobs(0)
    return outcome(erasure.user_id)


@pytest.mark.parametrize("keep_posts", [True, False])
def test_one_that_was_killed_goes_on(keep_posts, everything, quirina, another_database, settings, tmp_path):
    erasure, copies = traces.erasure_of(quirina, keep_posts=keep_posts), tmp_path / "copies"
    outcomes = {}
    for step in STEPS:
        settings.MEDIA_ROOT = copytree(tmp_path, copies / step, ignore=ignore_patterns(copies.name))
        with another_database():
            outcomes[step] = after_being_killed(step, erasure)
    assert outcomes == dict.fromkeys(STEPS, GONE)


def test_of_two_at_once_one_erases(everything, quirina):
    erasure = traces.erasure_of(quirina)
    hold = everything[0].lock
    outcomes = in_turn(hold, *[lambda: erase_person(erasure.pk)] * 2)
    assert outcomes == [None, None]
    assert is_gone(quirina.pk)


def test_of_two_at_the_end_one_erases(everything, quirina):
    erasure = traces.erasure_of(quirina)
    hold = lambda: User.objects.select_for_update().get(pk=quirina.pk)  # noqa: E731
    assert in_turn(hold, *[lambda: erase_person(erasure.pk)] * 2) == [None, None]
    assert is_gone(quirina.pk)


def test_a_mention_that_was_being_written_is_replaced_too(everything, quirina, say, anna):
    """The deletion waits for Anna's thread; in that time Anna mentions the person in another one."""
    thread, alone, _ = everything
    erasure = traces.erasure_of(quirina)

    def hold():
        thread.lock()
        say(alone, anna, f"Wo ist @{NAME}?")

    assert in_turn(hold, lambda: erase_person(erasure.pk), then="keep") == [None]
    assert is_gone(quirina.pk)
    assert Post.objects.latest("pk").text == "Wo ist Ehemaliges Mitglied?"


def test_a_browser_that_is_still_open_is_led_to_sign_in(everything, quirina, signed_in):
    thread, *_ = everything
    client = signed_in(quirina)
    address = f"/gruppen/quartier/themen/{thread.pk}/antworten/"
    erasure = traces.erasure_of(quirina)
    with transaction.atomic():
        erase_person(erasure.pk)
    response = client.post(address, {"text": "Noch etwas"})
    assert response.status_code in {401, 404}
    assert client.get("/konto/profil/").status_code == 302
    assert not Post.objects.filter(text="Noch etwas").exists()


def test_a_reply_under_way_is_refused(everything, quirina, signed_in):
    """It waits behind the erasure for the membership that ends."""
    thread, *_ = everything
    client, erasure = signed_in(quirina), traces.erasure_of(quirina)
    address = f"/gruppen/quartier/themen/{thread.pk}/antworten/"
    (response,) = in_turn(
        lambda: erase_person(erasure.pk), lambda: client.post(address, {"text": "Noch etwas"}), then="keep"
    )
    assert response.status_code in {401, 404}
    assert not Post.objects.filter(text="Noch etwas").exists()
