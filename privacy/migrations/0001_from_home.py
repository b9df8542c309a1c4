"""The models of home/ that are about privacy get an app of their own; their tables and rows stay as they are."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import privacy.models.erasure
from django.conf import settings
from django.db import migrations, models


def move_content_types(source, target):
    def move(apps, schema_editor):
        ContentType = apps.get_model("contenttypes", "ContentType")
        # In a new database there are none yet, or made for the target by somebody's look.
        for model in ("dataexport", "erasure"):
            if not ContentType.objects.filter(app_label=target, model=model).exists():
                ContentType.objects.filter(app_label=source, model=model).update(app_label=target)

    return move


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('home', '0004_privacy'),
        ('mail', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[
            migrations.CreateModel(
                name='DataExport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('made_at', models.DateTimeField(null=True)),
                    ('told_at', models.DateTimeField(null=True)),
                    ('archive', models.BinaryField(null=True)),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='data_export', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'db_table': 'home_dataexport',
                    'verbose_name': 'Datenexport',
                    'verbose_name_plural': 'Datenexporte',
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('archive', None), ('made_at', None)), models.Q(('archive__isnull', False), ('made_at__isnull', False)), _connector='OR'), name='data_export_made_has_an_archive')],
                },
            ),
            migrations.CreateModel(
                name='Erasure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.CharField(choices=[('wish', 'eigener Wunsch'), ('admin', 'von der Verwaltung gelöscht'), ('inactivity', 'lange nicht angemeldet')], max_length=10)),
                    ('keep_posts', models.BooleanField(default=True)),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('here_since', models.DateTimeField(null=True)),
                    ('names', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list)),
                    ('begun_at', models.DateTimeField(null=True)),
                    ('mail', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mail.outgoingmail')),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='erasure', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'db_table': 'home_erasure',
                    'verbose_name': 'Löschung',
                    'verbose_name_plural': 'Löschungen',
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', privacy.models.erasure.Reason)), name='erasure_reason_is_known'), models.CheckConstraint(condition=models.Q(('begun_at', None), ('begun_at__gte', models.F('due_at')), _connector='OR'), name='erasure_begins_when_due')],
                },
            ),
        ]),
        migrations.RunPython(move_content_types("home", "privacy"), move_content_types("privacy", "home")),
    ]
