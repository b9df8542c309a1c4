"""Lists of addresses are checked before they are sent: a draft, and its lines."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import groups.rights

ROLES = [("lead", "Gruppenleitung"), ("moderator", "Moderation"), ("member", "Mitglied")]


def primary_key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def reference(to, **options):
    return models.ForeignKey(to=to, on_delete=django.db.models.deletion.CASCADE, **options)


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0019_field_names"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MailingDraft",
            fields=[
                ("id", primary_key()),
                ("words", models.TextField(blank=True, max_length=500)),
                ("role", models.CharField(choices=ROLES, default="member", max_length=10)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("created_by", reference(settings.AUTH_USER_MODEL, related_name="+")),
                ("group", reference("groups.group", related_name="mailing_drafts")),
                ("mailing", reference("groups.mailing", null=True, related_name="+")),
            ],
            options={
                "verbose_name": "Entwurf einer Einladung per Mail",
                "verbose_name_plural": "Entwürfe von Einladungen per Mail",
                "ordering": ["-changed_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(role__in=groups.rights.Role), name="mailing_draft_role_is_known"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftLine",
            fields=[
                ("id", primary_key()),
                ("number", models.PositiveSmallIntegerField()),
                ("original", models.CharField(max_length=200)),
                ("address", models.TextField(blank=True)),
                ("name", models.TextField(blank=True)),
                ("is_dropped", models.BooleanField(default=False)),
                ("draft", reference("groups.mailingdraft", related_name="lines")),
            ],
            options={
                "verbose_name": "Zeile eines Entwurfs",
                "verbose_name_plural": "Zeilen eines Entwurfs",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("draft", "number"), name="draft_line_number_once")
                ],
            },
        ),
    ]
