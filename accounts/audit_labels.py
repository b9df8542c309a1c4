from django.db import models

# The scope of entries about accounts, which no group's log shows.
ACCOUNTS = "accounts"


class Act(models.TextChoices):
    """The audit log's acts on accounts. A label follows the name of whoever did it."""

    SECOND_FACTOR_RESET = "second_factor_reset", "hat den zweiten Faktor zurückgesetzt"
    EMAIL_CHANGED = "email_changed", "hat die eigene E-Mail-Adresse geändert"
    ACCOUNT_ERASED = "account_erased", "hat ein Konto gelöscht"
    CONSENT_PUBLISHED = "consent_published", "hat eine neue Fassung der Einwilligung veröffentlicht"
    ACCOUNT_DELETED = "account_deleted", "hat das Konto gelöscht"
