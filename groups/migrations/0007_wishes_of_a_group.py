"""Each unconfirmed wish belongs to the group of its invitation; new ones may have no invitation."""

from django.db import migrations

FORWARD = """
UPDATE groups_pendingjoin SET group_id = groups_invitation.group_id
FROM groups_invitation WHERE groups_invitation.id = groups_pendingjoin.invitation_id
"""
# What the former model cannot hold goes: unconfirmed wishes without an invitation.
BACKWARD = "DELETE FROM groups_pendingjoin WHERE invitation_id IS NULL"


class Migration(migrations.Migration):
    dependencies = [("groups", "0006_states_and_links")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
