"""The database itself tells the end of a right; what it does so with can be taken away and put back."""

from importlib import import_module

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db

NAMES = {
    "accounts": {
        *("account_changed", "account_deleted", "session_deleted"),
        *("account_right_ended", "session_ended"),
    },
    "groups": {"membership_deleted", "membership_ended"},
}


def found(names):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger UNION SELECT proname FROM pg_proc")
        return {name for (name,) in cursor.fetchall()} & names


@pytest.mark.parametrize("app", NAMES)
def test_the_migration_goes_back_and_forth(app):
    (operation,) = import_module(f"{app}.migrations.0004_rights_end").Migration.operations
    assert found(NAMES[app]) == NAMES[app]
    with connection.cursor() as cursor:
        cursor.execute(operation.reverse_sql)
        assert found(NAMES[app]) == set()
        cursor.execute(operation.sql)
    assert found(NAMES[app]) == NAMES[app]
