from django.db import models

# The scope of what concerns a person's account, which no group's log shows.
ACCOUNTS = "accounts"


class Act(models.TextChoices):
    """What stands in the audit log of an account; the labels follow the name of who did it."""

    SECOND_FACTOR_RESET = "second_factor_reset", "hat den zweiten Faktor zurückgesetzt"
    ACCOUNT_ERASED = "account_erased", "hat ein Konto gelöscht"
    CONSENT_PUBLISHED = "consent_published", "hat eine neue Fassung der Einwilligung veröffentlicht"
    ACCOUNT_DELETED = "account_deleted", "hat das Konto gelöscht"
