"""The registry of kinds, and what was seen."""

import pytest

from forum.kinds import MENTION, POST
from notifications import kinds
from notifications.models import Notification
from tests.notifications.lists import LIST, row_of


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
