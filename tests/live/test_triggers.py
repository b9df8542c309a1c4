"""The triggers that publish the end of a right, and their migrations in both directions."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations import RunSQL

pytestmark = pytest.mark.django_db

NAMES = {
    "accounts": {
        *("account_changed", "account_deleted", "session_deleted", "session_renamed"),
        *("account_right_ended", "session_ended"),
    },
    "groups": {"membership_deleted", "membership_ended"},
}


def found(names):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger UNION SELECT proname FROM pg_proc")
        return {name for (name,) in cursor.fetchall()} & names


LAST = {"accounts": "0006_session", "groups": "0004_rights_end"}


def statements(app):
    """Of the migrations that make the app's triggers, from first to last."""
    for name in dict.fromkeys(("0004_rights_end", LAST[app])):
        operations = import_module(f"{app}.migrations.{name}").Migration.operations
        yield from (operation for operation in operations if isinstance(operation, RunSQL))


@pytest.mark.parametrize("app", NAMES)
def test_the_migration_goes_back_and_forth(app):
    made = list(statements(app))
    assert found(NAMES[app]) == NAMES[app]
    with connection.cursor() as cursor:
        for operation in reversed(made):
            cursor.execute(operation.reverse_sql)
        assert found(NAMES[app]) == set()
        for operation in made:
            cursor.execute(operation.sql)
    assert found(NAMES[app]) == NAMES[app]
