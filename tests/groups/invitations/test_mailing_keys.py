"""The key in a mailed invitation stands in the mail alone."""

from django.db import connection
from psycopg.sql import SQL, Identifier

from groups.models import EmailInvitation
from mail.models import OutgoingMail
from mail.tasks import deliver_mail
from tests.support.mails.mailings import NEW, email_invitation, invite, link_to

OTTO = "otto@stadt.example"


def columns_that_hold(text):
    """(table, column) of each column of any table in which the text stands."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables"
            " USING (table_schema, table_name) WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for table, column in cursor.fetchall():
            query = SQL("SELECT 1 FROM {} WHERE position(%s in {}::text) > 0")
            cursor.execute(query.format(Identifier(table), Identifier(column)), [text])
            if cursor.fetchone():
                found.append((table, column))
    return found


def test_after_delivery_no_table_holds_a_key(group, dora):
    invite(group, dora, NEW)
    key = link_to(NEW).split("/")[2]
    assert {table for table, _ in columns_that_hold(key)} == {"mail_outgoingmail"}
    for mail in OutgoingMail.objects.all():
        deliver_mail(mail_id=mail.pk)
    assert columns_that_hold(key) == []
    assert columns_that_hold(email_invitation().key_hash) == [("groups_emailinvitation", "key_hash")]


def test_keys_are_long_and_differ(group, dora):
    invite(group, dora, NEW, OTTO)
    keys = {link_to(email).split("/")[2] for email in (NEW, OTTO)}
    assert [len(key) for key in keys] == [22, 22]
    hashes = {one.key_hash for one in EmailInvitation.objects.all()}
    assert len(hashes) == 2
    assert not keys & hashes


def test_the_key_of_an_unsent_line_is_unknown(group, dora, client):
    invite(group, dora, NEW, send=False)
    assert client.get(f"/einladung/{email_invitation().key}/").status_code == 404
    assert client.post(f"/einladung/{email_invitation().key}/ablehnen/").status_code == 404
