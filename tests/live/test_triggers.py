"""The database itself tells the end of a right; what it does so with can be taken away and put back."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations import RunSQL

pytestmark = pytest.mark.django_db

NAMES = {
    "accounts": {
        *("account_changed", "account_deleted", "session_deleted"),
        *("account_right_ended", "session_ended"),
    },
    "groups": {"membership_deleted", "membership_ended"},
}
# Sessions have moved to a table of their own since.
MIGRATIONS = {"accounts": ("0004_rights_end", "0006_session"), "groups": ("0004_rights_end",)}


def statements(app, name):
    operations = import_module(f"{app}.migrations.{name}").Migration.operations
    return [operation for operation in operations if isinstance(operation, RunSQL)]


def found(names):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger UNION SELECT proname FROM pg_proc")
        return {name for (name,) in cursor.fetchall()} & names


@pytest.mark.parametrize("app", NAMES)
def test_the_migration_goes_back_and_forth(app):
    operations = [operation for name in MIGRATIONS[app] for operation in statements(app, name)]
    assert found(NAMES[app]) == NAMES[app]
    with connection.cursor() as cursor:
        for operation in reversed(operations):
            cursor.execute(operation.reverse_sql)
        assert found(NAMES[app]) == set()
        for operation in operations:
            cursor.execute(operation.sql)
    assert found(NAMES[app]) == NAMES[app]
