"""What 0001 to 0005 came to, for new databases: see "Database" in CONTRIBUTING.md."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from vocabulary.migrations._at_once import AtOnce


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('notifications', '0001_initial'),
        ('notifications', '0002_kinds'),
        ('notifications', '0003_kinds_of_rows'),
        ('notifications', '0004_without_reason'),
        ('notifications', '0005_notified_at'),
    ]

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        AtOnce(
            steps=[
                migrations.CreateModel(
                    name='Notification',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('scope', models.CharField(max_length=40)),
                        ('subject', models.CharField(max_length=40)),
                        ('title', models.CharField(max_length=150)),
                        ('url', models.CharField(max_length=300)),
                        ('since', models.PositiveIntegerField(null=True)),
                        ('first', models.PositiveIntegerField(null=True)),
                        ('last', models.PositiveIntegerField(null=True)),
                        ('people', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list)),
                        ('read_at', models.DateTimeField(null=True)),
                        ('kind_name', models.CharField(max_length=40)),
                        ('kind_group', models.CharField(max_length=40)),
                        ('payload', models.JSONField(blank=True, default=dict)),
                        ('seen_at', models.DateTimeField(null=True)),
                        ('notified_at', models.DateTimeField()),
                        ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'Mitteilung',
                        'verbose_name_plural': 'Mitteilungen',
                        'ordering': ['-notified_at', '-pk'],
                        'indexes': [models.Index(condition=models.Q(('read_at', None)), fields=['recipient'], name='notification_unread'), models.Index(fields=['subject'], name='notification_by_subject'), models.Index(fields=['recipient', '-notified_at'], name='notification_by_time')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('first__lte', models.F('last')), ('since__lte', models.F('first'))), name='notification_points_to_what_it_covers'), models.UniqueConstraint(fields=('recipient', 'subject', 'kind_group'), name='notification_once_per_subject_and_group'), models.CheckConstraint(condition=models.Q(models.Q(('kind_name', ''), _negated=True), models.Q(('kind_group', ''), _negated=True)), name='notification_is_of_a_kind')],
                    },
                ),
            ],
        ),
    ]
