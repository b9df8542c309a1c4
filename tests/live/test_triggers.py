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


MIGRATIONS = {"accounts": "0002_squashed_0017_email_change", "groups": "0001_squashed_0023_email_words"}


def statements(app):
    """Of the migration that makes the app's triggers, those about them."""
    operations = import_module(f"{app}.migrations.{MIGRATIONS[app]}").Migration.operations
    made = (operation for operation in operations if isinstance(operation, RunSQL))
    return [operation for operation in made if any(name in operation.sql for name in NAMES[app])]


@pytest.mark.parametrize("app", NAMES)
def test_the_migration_goes_back_and_forth(app):
    made = statements(app)
    assert found(NAMES[app]) == NAMES[app]
    with connection.cursor() as cursor:
        for operation in reversed(made):
            cursor.execute(operation.reverse_sql)
        assert found(NAMES[app]) == set()
        for operation in made:
            cursor.execute(operation.sql)
    assert found(NAMES[app]) == NAMES[app]
