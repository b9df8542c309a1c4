"""Addresses with umlauts get the one form in which they are compared from now on: see vocabulary.addresses.

Of two open invitations of one person into one group the one with the umlaut is withdrawn. The keys that were mailed stay
valid; a reminder would have another key, which is made of the address, so none goes out. The code of an unfinished
sign-up, which is checked with the address, is valid for 15 minutes only; its mailed link stays valid.
"""

from django.db import migrations

from vocabulary.migrations._addresses import ConvertRows, rows_to_convert

WITHDRAW_DOUBLE = """
    UPDATE groups_emailinvitation AS one SET withdrawn_at = now()
    WHERE one.id = %(pk)s AND one.reject_reason = '' AND one.withdrawn_at IS NULL AND EXISTS (
        SELECT FROM groups_emailinvitation AS other
        WHERE other.group_id = one.group_id AND other.email = %(email)s
            AND other.reject_reason = '' AND other.accepted_at IS NULL AND other.withdrawn_at IS NULL
    )
"""
CONVERT = """
    UPDATE groups_emailinvitation SET email = %(email)s,
        reminded_at = CASE WHEN sent_at IS NOT NULL THEN coalesce(reminded_at, now()) END
    WHERE id = %(pk)s
"""


def convert(cursor):
    for pk, email in rows_to_convert(cursor, "groups_pendingsignup"):
        cursor.execute("UPDATE groups_pendingsignup SET email = %s WHERE id = %s", [email, pk])
    for pk, email in rows_to_convert(cursor, "groups_emailinvitation"):
        cursor.execute(WITHDRAW_DOUBLE, {"pk": pk, "email": email})
        cursor.execute(CONVERT, {"pk": pk, "email": email})


class Migration(migrations.Migration):
    dependencies = [("groups", "0020_mailing_draft"), ("accounts", "0014_canonical_addresses")]
    operations = [ConvertRows(convert)]
