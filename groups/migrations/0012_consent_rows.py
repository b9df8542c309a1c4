"""The versions that memberships and requests remember become rows of accounts.Consent, given when each came first."""

from django.db import migrations

FORWARD = """
INSERT INTO accounts_consent (user_id, text_id, given_at)
SELECT given.user_id, (SELECT id FROM accounts_consenttext WHERE after_id IS NULL), min(given.at)
FROM (
    SELECT user_id, joined_at AS at FROM groups_membership WHERE consent_version <> ''
    UNION ALL
    SELECT user_id, created_at AS at FROM groups_joinrequest WHERE consent_version <> ''
) AS given
GROUP BY given.user_id
ON CONFLICT DO NOTHING;
UPDATE groups_pendingjoin SET consent_text_id = (SELECT id FROM accounts_consenttext WHERE after_id IS NULL);
"""
# There was one version; the rows stay until the migrations of accounts go back, too.
BACKWARD = """
UPDATE groups_membership SET consent_version = '2026-11'
WHERE user_id IN (SELECT user_id FROM accounts_consent);
UPDATE groups_joinrequest SET consent_version = '2026-11'
WHERE user_id IN (SELECT user_id FROM accounts_consent);
UPDATE groups_pendingjoin SET consent_version = '2026-11';
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0011_consent_text")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
