"""The audit log cannot be rewritten, by nobody who reaches the database with the rights of the site."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.models import User
from audit.models import Entry, record_act
from audit.tasks import delete_expired_entries

CHANGES = {
    "the act": "UPDATE audit_entry SET act = 'link_revoked'",
    "the object": "UPDATE audit_entry SET object = 'invitation.2'",
    "the scope": "UPDATE audit_entry SET scope = 'group.2'",
    "the time": "UPDATE audit_entry SET at = at - interval '2 years'",
    "the details": "UPDATE audit_entry SET details = '{}'",
    "the number": "UPDATE audit_entry SET id = id + 1",
    "who it was": "UPDATE audit_entry SET actor_id = %(other)s",
    "who it was to nobody, and more": "UPDATE audit_entry SET actor_id = NULL, act = 'link_revoked'",
    "whether it is there": "DELETE FROM audit_entry",
    "whether any is there": "TRUNCATE audit_entry",
    "whether any is there, with what hangs on it": "TRUNCATE audit_entry CASCADE",
}
INSERT = """
    INSERT INTO audit_entry (at, act, object, scope, details)
    VALUES (%s, 'link_created', 'invitation.1', 'group.1', '{}') RETURNING id
"""


@pytest.fixture
def entry(anna):
    record_act(anna, "link_created", object="invitation.1", scope="group.1", fields=["label"])
    return Entry.objects.get()


@pytest.fixture
def aged(db):
    """Writes down an entry so many days ago: only a new row may have any age."""

    def aged(days):
        with connection.cursor() as cursor:
            cursor.execute(INSERT, [timezone.now() - timedelta(days=days)])
            return Entry.objects.get(pk=cursor.fetchone()[0])

    return aged


def run(sql, **values):
    with transaction.atomic(), connection.cursor() as cursor:
        # PostgreSQL truncates no table of which deferred checks of new rows are still to come.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql, values)
        return cursor.rowcount


@pytest.mark.parametrize("what", CHANGES)
def test_an_entry_cannot_be_changed(what, entry, ben):
    before = list(Entry.objects.values())
    with pytest.raises(DatabaseError, match="the audit log is append-only"):
        run(CHANGES[what], other=ben.pk)
    assert list(Entry.objects.values()) == before


def test_an_entry_without_actor_cannot_get_one(entry, ben):
    assert run("UPDATE audit_entry SET actor_id = NULL") == 1
    with pytest.raises(DatabaseError, match="the audit log is append-only"):
        run("UPDATE audit_entry SET actor_id = %(pk)s", pk=ben.pk)
    assert Entry.objects.get().actor is None


def test_the_entry_of_a_deleted_account_stays_without_its_name(entry, anna):
    User.objects.get(pk=anna.pk).delete()
    entry.refresh_from_db()
    assert (entry.actor, entry.act, entry.object, entry.details) == (
        None,
        "link_created",
        "invitation.1",
        {"fields": ["label"]},
    )


@pytest.mark.parametrize(("days", "stays"), [(364, True), (366, False)])
def test_an_entry_may_go_after_a_year(days, stays, aged):
    old = aged(days)
    delete = lambda: run("DELETE FROM audit_entry WHERE id = %(pk)s", pk=old.pk)  # noqa: E731
    if stays:
        with pytest.raises(DatabaseError, match="the audit log is append-only"):
            delete()
    else:
        assert delete() == 1


def test_entries_older_than_a_year_are_deleted(aged):
    old, young = aged(366), aged(364)
    delete_expired_entries(timestamp=0)
    assert list(Entry.objects.all()) == [young]
    assert not Entry.objects.filter(pk=old.pk).exists()


def test_the_task_runs_every_night():
    crons = {name: task.cron for (name, _), task in app.periodic_registry.periodic_tasks.items()}
    minute, hour, *days = crons["audit.forget"].split()
    assert (minute.isdecimal(), hour, days) == (True, "3", ["*", "*", "*"])


def test_an_act_that_is_rolled_back_leaves_no_entry(anna):
    with transaction.atomic():
        record_act(anna, "link_created", object="invitation.1", scope="group.1")
        assert Entry.objects.count() == 1
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_an_unregistered_act_is_its_own_label(anna):
    record_act(anna, "flew_to_the_moon", object="moon.1", scope="site")
    record_act(anna, "link_created", object="invitation.1", scope="group.1")
    assert [entry.label for entry in Entry.objects.newest()] == ["hat den Link erstellt", "flew_to_the_moon"]
