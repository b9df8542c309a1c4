"""PendingJoin is a PendingSignup now, Recipient an EmailInvitation; `unled` is `without_lead`. Only names change."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Lower

REASONS = [
    ("", ""),
    ("invalid", "keine gültige Adresse"),
    ("double", "doppelt"),
    ("member", "ist schon Mitglied"),
    ("invited", "ist schon eingeladen"),
    ("recent", "hat gerade erst eine Mail bekommen"),
    ("declined", "möchte keine Einladung in diese Gruppe"),
]
TABLES = {
    "groups_pendingjoin": "groups_pendingsignup",
    "groups_recipient": "groups_emailinvitation",
}
COLUMNS = {
    ("groups_group", "unled_told_at"): ("groups_group", "without_lead_told_at"),
    ("groups_recipient", "problem"): ("groups_emailinvitation", "reject_reason"),
}
CHECKS = {
    ("groups_pendingjoin", "pending_join_attempts"): ("groups_pendingsignup", "pending_signup_attempts"),
    ("groups_pendingjoin", "pending_join_email_lower_case"): (
        "groups_pendingsignup",
        "pending_signup_email_lower_case",
    ),
    ("groups_pendingjoin", "pending_join_reason_is_asked"): (
        "groups_pendingsignup",
        "pending_signup_reason_is_asked",
    ),
    ("groups_recipient", "recipient_has_an_address_or_a_problem"): (
        "groups_emailinvitation",
        "email_invitation_has_an_address_or_a_reason",
    ),
    ("groups_recipient", "recipient_sent_has_a_key"): (
        "groups_emailinvitation",
        "email_invitation_sent_has_a_key",
    ),
    ("groups_recipient", "recipient_email_lower_case"): (
        "groups_emailinvitation",
        "email_invitation_email_lower_case",
    ),
}
INDEXES = {
    "recipient_once_per_group": "email_invitation_once_per_group",
    "recipient_key_once": "email_invitation_key_once",
}


def swapped(pairs):
    return {new: old for old, new in pairs.items()}


def rename(columns, checks, tables, indexes):
    """Columns and constraints by the name that their table has before it is renamed."""
    return "\n".join(
        [
            *(f"ALTER TABLE {at} RENAME COLUMN {old} TO {new};" for (at, old), (_, new) in columns.items()),
            *(f"ALTER TABLE {at} RENAME CONSTRAINT {old} TO {new};" for (at, old), (_, new) in checks.items()),
            *(f"ALTER TABLE {old} RENAME TO {new};" for old, new in tables.items()),
            *(f"ALTER INDEX {old} RENAME TO {new};" for old, new in indexes.items()),
        ]
    )


def foreign_key(to, name, **options):
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name=name, to=to, **options)


CONSTRAINTS = {
    "pendingsignup": [
        models.CheckConstraint(condition=Q(attempts__lte=5), name="pending_signup_attempts"),
        models.CheckConstraint(condition=Q(email=Lower("email")), name="pending_signup_email_lower_case"),
        models.CheckConstraint(condition=Q(asks=True) | Q(reason=""), name="pending_signup_reason_is_asked"),
    ],
    "emailinvitation": [
        models.UniqueConstraint(
            fields=["group", "email"],
            condition=Q(reject_reason="", accepted_at=None, withdrawn_at=None),
            name="email_invitation_once_per_group",
        ),
        models.CheckConstraint(
            condition=(Q(reject_reason="") & ~Q(email="")) | (~Q(reject_reason="") & Q(sent_at=None)),
            name="email_invitation_has_an_address_or_a_reason",
        ),
        models.UniqueConstraint(
            fields=["key_hash"], condition=~Q(key_hash=""), name="email_invitation_key_once"
        ),
        models.CheckConstraint(
            condition=Q(sent_at=None) | (~Q(key_hash="") & Q(expires_at__isnull=False)),
            name="email_invitation_sent_has_a_key",
        ),
        models.CheckConstraint(condition=Q(email=Lower("email")), name="email_invitation_email_lower_case"),
    ],
}


class Migration(migrations.Migration):
    dependencies = [("groups", "0014_unled")]

    operations = [
        # Plain renames, since Django's own operations would build all models anew for each of them.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    rename(COLUMNS, CHECKS, TABLES, INDEXES),
                    rename(swapped(COLUMNS), swapped(CHECKS), swapped(TABLES), swapped(INDEXES)),
                )
            ],
            state_operations=[
                *(migrations.RemoveConstraint(at.removeprefix("groups_"), old) for at, old in CHECKS),
                *(migrations.RemoveConstraint("recipient", old) for old in INDEXES),
                migrations.RenameModel("PendingJoin", "PendingSignup"),
                migrations.RenameModel("Recipient", "EmailInvitation"),
                migrations.RenameField("group", "unled_told_at", "without_lead_told_at"),
                migrations.RenameField("emailinvitation", "problem", "reject_reason"),
                migrations.AlterField(
                    "emailinvitation",
                    "reject_reason",
                    models.CharField(blank=True, choices=REASONS, default="", max_length=10),
                ),
                migrations.AlterField(
                    "pendingsignup", "group", foreign_key("groups.group", "pending_signups")
                ),
                migrations.AlterField(
                    "pendingsignup",
                    "invitation",
                    foreign_key("groups.invitation", "pending_signups", null=True),
                ),
                migrations.AlterField(
                    "emailinvitation", "group", foreign_key("groups.group", "email_invitations")
                ),
                migrations.AlterField(
                    "emailinvitation", "invitation", foreign_key("groups.invitation", "email_invitations")
                ),
                *(
                    migrations.AddConstraint(model, constraint)
                    for model, constraints in CONSTRAINTS.items()
                    for constraint in constraints
                ),
            ],
        )
    ]
