"""Invitations with `is_personal` become mailings, with their ids, so that addresses stay; and all that refers to them.

The counters of steps are dropped: they were never shown for mailings. A mailing made since then whose id an invitation
has, too, gets a new id on the way back.
"""

from django.db import migrations

REFERRING = ("groups_membership", "groups_joinrequest", "groups_pendingsignup", "groups_emailinvitation")


def both(sql):
    return "".join(sql.format(table=table) for table in REFERRING)


FORWARD = f"""
INSERT INTO groups_mailing (id, group_id, key, label, words, role, created_by_id, created_at, revoked_at)
SELECT id, group_id, key, label, words, role, created_by_id, created_at, revoked_at
FROM groups_invitation WHERE is_personal;

SELECT setval(pg_get_serial_sequence('groups_mailing', 'id'), coalesce(max(id), 0) + 1, false) FROM groups_invitation;
{both('''
UPDATE {table} SET mailing_id = invitation_id, invitation_id = NULL
WHERE invitation_id IN (SELECT id FROM groups_mailing);
''')}
DELETE FROM groups_invitation WHERE is_personal;
"""
BACKWARD = f"""
SELECT setval(
    pg_get_serial_sequence('groups_invitation', 'id'),
    greatest(
        (SELECT max(id) FROM groups_invitation),
        (SELECT max(id) FROM groups_mailing),
        nextval(pg_get_serial_sequence('groups_invitation', 'id'))
    )
);
CREATE TEMPORARY TABLE moved ON COMMIT DROP AS
SELECT id AS old_id, CASE
    WHEN id IN (SELECT id FROM groups_invitation)
    THEN nextval(pg_get_serial_sequence('groups_invitation', 'id'))
    ELSE id
END AS new_id
FROM groups_mailing;

INSERT INTO groups_invitation (
    id, group_id, key, label, words, role, created_by_id, created_at, revoked_at, is_personal,
    uses, opened, codes_sent, confirmed, needs_approval, landing_path, mail_domains, member_towns_only, is_public,
    show_thread_titles
)
SELECT new_id, group_id, key, label, words, role, created_by_id, created_at, revoked_at, true,
    (SELECT count(*) FROM groups_membership WHERE mailing_id = mailing.id), 0, 0, 0, false, '', '{{}}', false, false,
    false
FROM groups_mailing AS mailing JOIN moved ON moved.old_id = mailing.id;
{both('''
UPDATE {table} SET invitation_id = new_id, mailing_id = NULL FROM moved WHERE mailing_id = old_id;
''')}
DELETE FROM groups_mailing;
DROP TABLE moved;
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0016_mailing")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
