"""How long the audit log is kept."""

from datetime import timedelta

# The client's value (demo/content/settings.json). A trigger refuses to delete younger entries (migration 0002).
ENTRY_RETENTION = timedelta(days=365)
