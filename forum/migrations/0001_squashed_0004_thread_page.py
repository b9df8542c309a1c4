"""What 0001 to 0004 came to, for new databases: see "Database" in CONTRIBUTING.md."""

import django.db.models.deletion
import django.utils.timezone
import forum.models.thread_kind
import uuid
from django.conf import settings
from django.db import migrations, models

from vocabulary.migrations._at_once import AtOnce


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('forum', '0001_initial'),
        ('forum', '0002_draft'),
        ('forum', '0003_drafts_of_changes'),
        ('forum', '0004_thread_page'),
    ]

    dependencies = [
        ('accounts', '0001_initial'),
        ('groups', '0001_squashed_0023_email_words'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        AtOnce(
            steps=[
                migrations.CreateModel(
                    name='Thread',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('is_pinned', models.BooleanField(default=False)),
                        ('is_welcome', models.BooleanField(default=False)),
                        ('answer_number', models.PositiveIntegerField(null=True)),
                        ('title', models.CharField(max_length=150, verbose_name='Titel')),
                        ('kind', models.CharField(choices=[('discussion', 'Diskussion'), ('question', 'Frage'), ('minutes', 'Protokoll'), ('announcement', 'Ankündigung')], default='discussion', max_length=12, verbose_name='Art')),
                        ('last_number', models.PositiveIntegerField(default=0)),
                        ('revision', models.PositiveIntegerField(default=0)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('last_post_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='threads', to=settings.AUTH_USER_MODEL)),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='threads', to='groups.group')),
                        ('page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='threads', to=settings.WAGTAIL_PAGE_MODEL)),
                    ],
                    options={
                        'verbose_name': 'Thema',
                        'verbose_name_plural': 'Themen',
                        'ordering': ['-is_welcome', '-is_pinned', '-last_post_at', '-pk'],
                        'indexes': [models.Index(fields=['group', '-last_post_at'], name='thread_by_activity')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', forum.models.thread_kind.Kind)), name='thread_kind_is_known'), models.CheckConstraint(condition=models.Q(('answer_number', None), models.Q(('answer_number__gte', 2), ('answer_number__lte', models.F('last_number')), ('kind', 'question')), _connector='OR'), name='thread_answer_is_a_reply_to_a_question'), models.UniqueConstraint(condition=models.Q(('is_welcome', True)), fields=('group',), name='thread_one_welcome_per_group')],
                    },
                ),
                migrations.CreateModel(
                    name='Post',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('revision', models.PositiveIntegerField()),
                        ('key', models.UUIDField(default=uuid.uuid4)),
                        ('text', models.TextField()),
                        ('html', models.TextField()),
                        ('renderer', models.PositiveSmallIntegerField()),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('edited_at', models.DateTimeField(null=True)),
                        ('removed_at', models.DateTimeField(null=True)),
                        ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='posts', to=settings.AUTH_USER_MODEL)),
                        ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='forum.thread')),
                    ],
                    options={
                        'ordering': ['number'],
                        'constraints': [models.UniqueConstraint(fields=('thread', 'number'), name='post_number_once_per_thread'), models.UniqueConstraint(fields=('author', 'key'), name='post_sent_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='post_numbers_start_at_one'), models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), models.Q(('text', ''), _negated=True)), models.Q(('html', ''), ('removed_at__isnull', False), ('text', '')), _connector='OR'), name='post_is_removed_or_says_something')],
                    },
                ),
                migrations.CreateModel(
                    name='Draft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.UUIDField(default=uuid.uuid4)),
                        ('title', models.TextField(blank=True)),
                        ('kind', models.CharField(blank=True, max_length=12)),
                        ('text', models.TextField(blank=True)),
                        ('revision', models.PositiveIntegerField()),
                        ('saved_at', models.DateTimeField()),
                        ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='groups.membership')),
                        ('page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                        ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='forum.post')),
                        ('thread', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='forum.thread')),
                    ],
                    options={
                        'ordering': ['-saved_at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), ('title', ''), _negated=True), name='draft_says_something'), models.UniqueConstraint(fields=('membership', 'thread', 'post'), name='draft_once_per_form', nulls_distinct=False)],
                    },
                ),
                migrations.CreateModel(
                    name='ThreadRead',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('last_read_number', models.PositiveIntegerField()),
                        ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thread_reads', to='groups.membership')),
                        ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reads', to='forum.thread')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('membership', 'thread'), name='threadread_once_per_thread')],
                    },
                ),
            ],
        ),
    ]
