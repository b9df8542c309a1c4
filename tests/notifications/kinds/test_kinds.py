"""The registry of kinds, the rows of the former version, and what was seen."""

import pytest

from forum import kinds as forum_kinds
from forum.kinds import MENTION, POST
from notifications import kinds
from notifications.models import Notification
from tests.notifications.lists import LIST, row_of
from tests.support.database.migrating import migrate_to

REASONS = {10: "forum.post", 20: "forum.reply", 30: "forum.quote", 40: "forum.mention"}


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"one": ""}, 1),
        ({"many": "haben geschrieben"}, 2),
        ({"setting": ""}, 3),
        ({"mail": "no_such_mail"}, 4),
    ],
)
def test_a_kind_without_words_or_mail_fails_the_check(fields, number, monkeypatch):
    assert kinds.check_kinds(None) == []
    kind = kinds.Kind(**vars(POST) | {"name": "forum.new"} | fields)
    monkeypatch.setitem(kinds.kinds, "forum.new", kind)
    (error,) = kinds.check_kinds(None)
    assert (error.id, "forum.new" in error.msg) == (f"notifications.E00{number}", True)


@pytest.mark.usefixtures("own_database")
def test_rows_of_the_former_version_keep_their_sentence_there_and_back(calm, say, anna, ben):
    """A join request, which that version does not know, goes."""
    say(calm, ben)
    requested = kinds.kinds["groups.requested"]
    Notification.objects.notify({anna.pk: requested}, subject="request.1", title="Q", actor=ben, url="/")
    make_a_row_for_each_reason(migrate_to(("notifications", "0001_initial")), calm, anna)
    migrate_to()
    rows = Notification.objects.exclude(subject=calm.subject)
    assert {row.subject: row.kind_name for row in rows} == {
        f"thread.{n}": name for n, name in REASONS.items()
    }
    assert {row.kind_group for row in rows} == {forum_kinds.GROUP}
    assert all(row.seen_at == row.read_at for row in rows)
    row = row_of(anna, calm)
    assert (row.kind, row.first, row.people) == (forum_kinds.REPLY, 4, [ben.pk])
    assert (row.is_unread, row.seen_at) == (True, None)


def make_a_row_for_each_reason(apps, thread, anna):
    Old = apps.get_model("notifications", "Notification")
    assert set(Old.objects.values_list("subject", flat=True)) == {thread.subject}
    row = Old.objects.get(recipient=anna.pk)
    assert row.reason == 20
    values = {field.attname: getattr(row, field.attname) for field in row._meta.fields}
    for number in REASONS:
        own = {"id": None, "subject": f"thread.{number}", "reason": number, "read_at": row.told_at}
        Old.objects.create(**values | own)


def test_opening_the_list_is_seeing_and_not_reading_until_there_is_news(calm, say, as_anna, anna, ben, dora):
    say(calm, ben)
    assert as_anna.post(f"{LIST}gesehen/")["Location"] == LIST
    row = row_of(anna, calm)
    assert (row.is_unread, row.seen_at is None) == (True, False)
    assert row_of(dora, calm).seen_at is None
    say(calm, dora, "@Anna Annasen")
    row = row_of(anna, calm)
    assert (row.kind, row.seen_at) == (MENTION, None)
    Notification.objects.of(anna.pk).mark_read()
    assert row_of(anna, calm).seen_at
