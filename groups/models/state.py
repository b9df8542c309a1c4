"""The states of groups and of the ways into them."""

from django.db import models


class State(models.TextChoices):
    """Whether a group or an invitation admits people, and if not, why."""

    OPEN = "open", "offen"
    PAUSED = "paused", "angehalten"
    EXPIRED = "expired", "abgelaufen"
    REVOKED = "revoked", "widerrufen"
    USED_UP = "used_up", "aufgebraucht"
    ACCEPTED = "accepted", "angenommen"
    ARCHIVED = "archived", "Gruppe abgeschlossen"
    DELETED = "deleted", "Gruppe gelöscht"


class GroupClosed(Exception):
    """The group is archived or deleted: nobody joins, and nobody writes there."""
