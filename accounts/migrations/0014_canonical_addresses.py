"""Addresses with umlauts get the one form in which they are compared from now on: see vocabulary.addresses.

Stops if two accounts turn out to have the same address: which of them is right, only people can say.
"""

from django.db import migrations

from vocabulary.migrations._addresses import ConvertRows, rows_to_convert

TWICE = (
    "Two accounts have the same address in two spellings: {} and {} (ids). Delete one of them in /redaktion/ with the "
    "version before, or give it another address; then migrate again."
)
DELETE_DOUBLE = """
    DELETE FROM account_emailaddress AS one USING account_emailaddress AS other
    WHERE one.id = %(pk)s AND other.email = %(email)s
        AND (other.user_id = one.user_id OR (other.verified AND one.verified))
"""


def convert(cursor):
    for pk, email in rows_to_convert(cursor, "accounts_user"):
        cursor.execute("SELECT id FROM accounts_user WHERE email = %s", [email])
        if other := cursor.fetchone():
            raise RuntimeError(TWICE.format(pk, *other))
        cursor.execute("UPDATE accounts_user SET email = %s WHERE id = %s", [email, pk])
    for pk, email in rows_to_convert(cursor, "account_emailaddress"):
        cursor.execute(DELETE_DOUBLE, {"pk": pk, "email": email})
        cursor.execute("UPDATE account_emailaddress SET email = %s WHERE id = %s", [email, pk])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0013_sign_in_code"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]
    operations = [ConvertRows(convert)]
