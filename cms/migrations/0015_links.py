import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0014_root_collection"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="clip",
            name="missing_reason",
            field=models.CharField(
                blank=True,
                help_text="Nur nötig, wenn eines von beiden fehlt. Alle lesen ihn unter dem Film.",
                max_length=200,
                verbose_name="Grund für das Fehlen von Untertiteln oder Abschrift",
            ),
        ),
        migrations.AddField(
            model_name="editorialimage",
            name="missing_reason",
            field=models.CharField(
                blank=True,
                help_text="Nur ohne Beschreibung nötig, zum Beispiel „schmückt nur“.",
                max_length=200,
                verbose_name="Grund für die fehlende Beschreibung",
            ),
        ),
        migrations.AlterField(
            model_name="clip",
            name="captions",
            field=models.FileField(
                blank=True,
                help_text="Datei im Format WebVTT.",
                upload_to="clips",
                validators=[django.core.validators.FileExtensionValidator(["vtt"])],
                verbose_name="Untertitel",
            ),
        ),
        migrations.AlterField(
            model_name="clip",
            name="film",
            field=models.FileField(
                help_text="Steht nach dem Speichern sofort in der Mediathek, auch vor einer Sperrfrist.",
                upload_to="clips",
                validators=[django.core.validators.FileExtensionValidator(["webm", "mp4"])],
                verbose_name="Film",
            ),
        ),
        migrations.AlterField(
            model_name="clip",
            name="transcript",
            field=models.TextField(
                blank=True, help_text="Alles Gesprochene und, was man sehen muss.", verbose_name="Abschrift"
            ),
        ),
        migrations.CreateModel(
            name="CheckedLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=2000, unique=True, verbose_name="Adresse")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unchecked", "noch nicht geprüft"),
                            ("ok", "in Ordnung"),
                            ("moved", "umgezogen"),
                            ("not_found", "gibt es nicht mehr"),
                            ("refused", "abgewiesen"),
                            ("failing", "Fehler der anderen Website"),
                            ("silent", "keine Antwort"),
                            ("insecure", "Zertifikat ungültig"),
                            ("loop", "leitet im Kreis"),
                            ("exempt", "wird nicht geprüft"),
                        ],
                        default="unchecked",
                        max_length=10,
                        verbose_name="Ergebnis",
                    ),
                ),
                ("status", models.PositiveSmallIntegerField(null=True, verbose_name="HTTP-Status")),
                ("final_address", models.CharField(blank=True, max_length=2000, verbose_name="neue Adresse")),
                (
                    "failures",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Fehlschläge in Folge"),
                ),
                ("first_failed_at", models.DateTimeField(null=True, verbose_name="defekt seit")),
                ("checked_at", models.DateTimeField(null=True, verbose_name="zuletzt geprüft")),
                ("due_at", models.DateTimeField(db_index=True, null=True, verbose_name="zu prüfen ab")),
                (
                    "accepted_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unchecked", "noch nicht geprüft"),
                            ("ok", "in Ordnung"),
                            ("moved", "umgezogen"),
                            ("not_found", "gibt es nicht mehr"),
                            ("refused", "abgewiesen"),
                            ("failing", "Fehler der anderen Website"),
                            ("silent", "keine Antwort"),
                            ("insecure", "Zertifikat ungültig"),
                            ("loop", "leitet im Kreis"),
                            ("exempt", "wird nicht geprüft"),
                        ],
                        max_length=10,
                        verbose_name="als in Ordnung vermerkt",
                    ),
                ),
            ],
            options={
                "verbose_name": "geprüfter Link",
                "verbose_name_plural": "geprüfte Links",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "unchecked",
                                    "ok",
                                    "moved",
                                    "not_found",
                                    "refused",
                                    "failing",
                                    "silent",
                                    "insecure",
                                    "loop",
                                    "exempt",
                                ],
                            )
                        ),
                        name="checked_link_state",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="uses", to="cms.checkedlink"
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "snippet",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cms.externallink",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("page__isnull", False), ("snippet__isnull", True)),
                            models.Q(("page__isnull", True), ("snippet__isnull", False)),
                            _connector="OR",
                        ),
                        name="link_use_on_page_or_snippet",
                    ),
                    models.UniqueConstraint(fields=("link", "page"), name="link_use_once_a_page"),
                    models.UniqueConstraint(fields=("link", "snippet"), name="link_use_once_a_snippet"),
                ],
            },
        ),
    ]
