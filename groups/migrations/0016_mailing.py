"""A mailing gets a table of its own, and what refers to one a column for it. Filled by 0017."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import groups.models.invitation
import groups.rights

ROLES = [("lead", "Gruppenleitung"), ("moderator", "Moderation"), ("member", "Mitglied")]


def to_mailing(on_delete, name, **options):
    return models.ForeignKey(
        null=True, on_delete=on_delete, related_name=name, to="groups.mailing", **options
    )


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0015_field_terms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mailing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=groups.models.invitation.new_key,
                        editable=False,
                        max_length=43,
                        unique=True,
                    ),
                ),
                ("label", models.CharField(max_length=80, verbose_name="Bezeichnung")),
                ("words", models.TextField(blank=True, max_length=500, verbose_name="Ihre Worte")),
                (
                    "role",
                    models.CharField(
                        choices=ROLES,
                        default="member",
                        max_length=10,
                        verbose_name="Rolle nach dem Beitritt",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="angelegt")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="widerrufen")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mailings",
                        to="groups.group",
                    ),
                ),
            ],
            options={
                "verbose_name": "Einladung per Mail an mehrere",
                "verbose_name_plural": "Einladungen per Mail an mehrere",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(role__in=groups.rights.Role),
                        name="mailing_role_is_known",
                    )
                ],
            },
        ),
        migrations.AddField(
            "membership",
            "mailing",
            to_mailing(django.db.models.deletion.SET_NULL, "memberships", blank=True),
        ),
        migrations.AddField(
            "joinrequest",
            "mailing",
            to_mailing(django.db.models.deletion.SET_NULL, "requests", blank=True),
        ),
        migrations.AddField(
            "pendingsignup", "mailing", to_mailing(django.db.models.deletion.CASCADE, "pending_signups")
        ),
        migrations.AddField(
            "emailinvitation",
            "mailing",
            to_mailing(django.db.models.deletion.CASCADE, "email_invitations"),
        ),
        migrations.AlterField(
            "emailinvitation",
            "invitation",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="email_invitations",
                to="groups.invitation",
            ),
        ),
    ]
