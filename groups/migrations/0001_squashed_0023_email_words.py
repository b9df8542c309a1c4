"""What 0001 to 0023 came to, for new databases: see "Database" in CONTRIBUTING.md."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import groups.models.admission
import groups.models.invitation
import groups.models.join_request
import groups.rights
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

from vocabulary.migrations._at_once import AtOnce

CODENAMES = ["add_group", "change_group", "view_group"]
# A membership that ends is told to the live windows of the person, on whichever way it ends (decision 0006).
RIGHTS_END = """
CREATE FUNCTION membership_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('live', json_build_object(
        'to', 'user.' || OLD.user_id, 'end', 'group.' || OLD.group_id)::text);
    RETURN NULL;
END $$;
CREATE TRIGGER membership_deleted AFTER DELETE ON groups_membership
    FOR EACH ROW EXECUTE FUNCTION membership_ended();
"""
RIGHTS_STAY = """
DROP TRIGGER membership_deleted ON groups_membership;
DROP FUNCTION membership_ended;
"""
# What a person was told of a group goes with the membership (decision 0008).
NOTIFICATIONS_END = """
CREATE FUNCTION membership_ended_notifications() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM notifications_notification
    WHERE recipient_id = OLD.user_id AND scope = 'group.' || OLD.group_id;
    IF FOUND THEN
        PERFORM pg_notify('live', json_build_object('to', 'bell', 'each', json_build_array(OLD.user_id))::text);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER membership_deleted_notifications AFTER DELETE ON groups_membership
    FOR EACH ROW EXECUTE FUNCTION membership_ended_notifications();
"""
NOTIFICATIONS_STAY = """
DROP TRIGGER membership_deleted_notifications ON groups_membership;
DROP FUNCTION membership_ended_notifications;
"""


def equip(apps, schema_editor):
    # Permissions are normally written after the last migration, but these are needed now.
    config = apps.get_app_config("groups")
    config.models_module = True
    create_permissions(config, verbosity=0, apps=apps)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    redaktion = apps.get_model("auth", "Group").objects.get(name="Redaktion")
    redaktion.permissions.add(*permissions.filter(content_type__app_label="groups", codename__in=CODENAMES))


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('groups', '0001_initial'),
        ('groups', '0002_redaktion'),
        ('groups', '0003_threads'),
        ('groups', '0004_rights_end'),
        ('groups', '0005_notifications_end'),
        ('groups', '0006_states_and_links'),
        ('groups', '0007_wishes_of_a_group'),
        ('groups', '0008_wishes_have_a_group'),
        ('groups', '0009_roles_and_lifecycle'),
        ('groups', '0010_mail_invitations'),
        ('groups', '0011_consent_text'),
        ('groups', '0012_consent_rows'),
        ('groups', '0013_consent_is_a_row'),
        ('groups', '0014_unled'),
        ('groups', '0015_field_terms'),
        ('groups', '0016_mailing'),
        ('groups', '0017_move_mailings'),
        ('groups', '0018_mailings_stand_alone'),
        ('groups', '0019_field_names'),
        ('groups', '0020_mailing_draft'),
        ('groups', '0021_canonical_addresses'),
        ('groups', '0022_ascii_addresses'),
        ('groups', '0023_email_words'),
    ]

    dependencies = [
        ('accounts', '0002_squashed_0017_email_change'),
        ('mail', '0001_initial'),
        ('notifications', '0001_squashed_0005_notified_at'),
        ('vocabulary', '0001_initial'),
    ]

    operations = [
        AtOnce(
            steps=[
                migrations.CreateModel(
                    name='Group',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(help_text='Steht in der Adresse der Gruppe und bleibt für immer.', unique=True, verbose_name='Kurzname')),
                        ('title', models.CharField(max_length=100, verbose_name='Name')),
                        ('summary', models.CharField(max_length=160, verbose_name='Worum es geht, in einem Satz')),
                        ('description', models.TextField(help_text='Steht auch auf der Einladung, für alle lesbar.', max_length=2000, verbose_name='Wofür die Gruppe da ist')),
                        ('visibility', models.CharField(choices=[('visible', 'sichtbar'), ('hidden', 'verborgen')], default='visible', help_text='Eine verborgene Gruppe finden nur ihre Mitglieder.', max_length=10, verbose_name='Verzeichnis')),
                        ('join_policy', models.CharField(choices=[('invitation', 'Einladung'), ('request', 'Anfrage'), ('open', 'offen')], default='invitation', help_text='Wie man ohne Einladung hineinkommt: gar nicht, auf Anfrage oder sofort.', max_length=10, verbose_name='Beitritt')),
                        ('order', models.PositiveSmallIntegerField(default=0, verbose_name='Reihenfolge')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='angelegt')),
                        ('archived_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='abgeschlossen')),
                        ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='gelöscht')),
                        ('delete_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='wird gelöscht')),
                        ('rules', models.TextField(blank=True, help_text='Regeln für das Miteinander. Stehen unter „Über“ und auf der Einladung.', max_length=2000, verbose_name='Was hier gilt')),
                        ('welcome', models.TextField(blank=True, help_text='Lesen neue Mitglieder über den Themen, bis sie zum ersten Mal geschrieben haben.', max_length=500, verbose_name='Worte zur Begrüßung')),
                        ('deletion_notified_at', models.DateTimeField(editable=False, null=True)),
                        ('without_lead_notified_at', models.DateTimeField(editable=False, null=True)),
                        ('theme_fields', models.ManyToManyField(blank=True, related_name='+', to='vocabulary.themefield', verbose_name='Themenfelder')),
                    ],
                    options={
                        'verbose_name': 'Gruppe',
                        'verbose_name_plural': 'Gruppen',
                        'ordering': ['order', 'title'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('delete_at', None), ('archived_at__isnull', False), _connector='OR'), name='group_to_be_deleted_is_archived'), models.CheckConstraint(condition=models.Q(('deleted_at', None), ('delete_at__isnull', False), _connector='OR'), name='group_deleted_after_a_time')],
                    },
                ),
                migrations.CreateModel(
                    name='Invitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(default=groups.models.invitation.new_key, editable=False, max_length=43, unique=True)),
                        ('label', models.CharField(help_text='Sieht nur die Gruppenleitung, zum Beispiel „Tagung im Mai“.', max_length=80, verbose_name='Bezeichnung')),
                        ('words', models.TextField(blank=True, help_text='Ein bis drei Sätze, die auf der Einladung unter Ihrem Namen stehen.', max_length=500, verbose_name='Ihre Worte')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='angelegt')),
                        ('expires_at', models.DateTimeField(blank=True, default=groups.models.invitation.in_ninety_days, null=True, verbose_name='gültig bis')),
                        ('max_uses', models.PositiveIntegerField(blank=True, null=True, verbose_name='höchstens so oft')),
                        ('uses', models.PositiveIntegerField(default=0, verbose_name='beigetreten')),
                        ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='widerrufen')),
                        ('is_public', models.BooleanField(default=False, verbose_name='Öffentliche Seiten führen zu diesem Link statt zum bisherigen')),
                        ('show_thread_titles', models.BooleanField(default=False, verbose_name='Die Einladung zeigt, worüber zuletzt gesprochen wurde')),
                        ('codes_sent', models.PositiveIntegerField(default=0, verbose_name='Code gesendet')),
                        ('confirmed', models.PositiveIntegerField(default=0, verbose_name='bestätigt')),
                        ('landing_path', models.CharField(blank=True, max_length=300, verbose_name='Zielseite nach dem Beitritt')),
                        ('mail_domains', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=253, validators=[groups.models.admission.ascii_domain]), blank=True, default=list, size=50, verbose_name='Nur mit Adressen von')),
                        ('member_towns_only', models.BooleanField(default=False, verbose_name='E-Mail-Domains der Mitgliedstädte')),
                        ('needs_approval', models.BooleanField(default=False, verbose_name='Die Gruppenleitung gibt jeden Beitritt frei')),
                        ('opened', models.PositiveIntegerField(default=0, verbose_name='geöffnet')),
                        ('paused_at', models.DateTimeField(blank=True, null=True, verbose_name='angehalten')),
                        ('role', models.CharField(choices=[('lead', 'Gruppenleitung'), ('moderator', 'Moderation'), ('member', 'Mitglied')], default='member', max_length=10, verbose_name='Rolle nach dem Beitritt')),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='groups.group')),
                    ],
                    options={
                        'verbose_name': 'Einladungslink',
                        'verbose_name_plural': 'Einladungslinks',
                        'ordering': ['-created_at', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('uses__lte', models.F('max_uses'))), name='invitation_not_overused'), models.CheckConstraint(condition=models.Q(('is_public', False), ('revoked_at', None), _connector='OR'), name='invitation_public_is_not_revoked'), models.UniqueConstraint(condition=models.Q(('is_public', True)), fields=('group',), name='invitation_one_public_per_group'), models.CheckConstraint(condition=models.Q(('is_public', False), ('show_thread_titles', False), _connector='OR'), name='invitation_public_shows_no_threads', violation_error_message='Ein Link auf öffentlichen Seiten zeigt keine Titel aus der Gruppe.'), models.CheckConstraint(condition=models.Q(('paused_at', None), ('revoked_at', None), _connector='OR'), name='invitation_paused_is_not_revoked'), models.CheckConstraint(condition=models.Q(('role', 'member'), models.Q(('expires_at__isnull', False), ('is_public', False), ('max_uses__isnull', False), ('role__in', ('lead', 'moderator'))), _connector='OR'), name='invitation_role_is_limited', violation_error_message='Ein Link, der eine Rolle gibt, braucht ein Ende und eine Höchstzahl und ist nicht öffentlich.')],
                    },
                ),
                migrations.CreateModel(
                    name='LegacyLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('token', models.CharField(max_length=64, unique=True, verbose_name='Token')),
                        ('space_id', models.PositiveIntegerField(verbose_name='Nummer des Raums')),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='legacy_links', to='groups.group')),
                    ],
                    options={
                        'verbose_name': 'Link der Vorgängerplattform',
                        'verbose_name_plural': 'Links der Vorgängerplattform',
                    },
                ),
                migrations.CreateModel(
                    name='Mailing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(default=groups.models.invitation.new_key, editable=False, max_length=43, unique=True)),
                        ('label', models.CharField(max_length=80, verbose_name='Bezeichnung')),
                        ('words', models.TextField(blank=True, max_length=500, verbose_name='Ihre Worte')),
                        ('role', models.CharField(choices=[('lead', 'Gruppenleitung'), ('moderator', 'Moderation'), ('member', 'Mitglied')], default='member', max_length=10, verbose_name='Rolle nach dem Beitritt')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='angelegt')),
                        ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='widerrufen')),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mailings', to='groups.group')),
                    ],
                    options={
                        'verbose_name': 'Einladung per E-Mail an mehrere',
                        'verbose_name_plural': 'Einladungen per E-Mail an mehrere',
                        'ordering': ['-created_at', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('role__in', groups.rights.Role)), name='mailing_role_is_known')],
                    },
                ),
                migrations.CreateModel(
                    name='JoinRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('why', models.CharField(choices=[('link', 'Der Link führt zu einer Anfrage'), ('domain', 'Adresse außerhalb der erlaubten E-Mail-Domains'), ('removed', 'früher aus der Gruppe entfernt'), ('closed', 'Der Link gilt nicht mehr'), ('group', 'über das Verzeichnis'), ('personal', 'Die Einladung ging an eine andere Adresse')], max_length=10)),
                        ('reason', models.TextField(max_length=500)),
                        ('role', models.CharField(choices=[('lead', 'Gruppenleitung'), ('moderator', 'Moderation'), ('member', 'Mitglied')], default='member', max_length=10)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('outcome', models.CharField(blank=True, choices=[('', 'wartet'), ('approved', 'freigegeben'), ('declined', 'abgelehnt'), ('withdrawn', 'zurückgezogen'), ('settled', 'anders beigetreten')], default='', max_length=10)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('words', models.TextField(blank=True, max_length=500)),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='groups.group')),
                        ('invitation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='requests', to='groups.invitation')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to=settings.AUTH_USER_MODEL)),
                        ('mailing', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='requests', to='groups.mailing')),
                    ],
                    options={
                        'verbose_name': 'Anfrage',
                        'verbose_name_plural': 'Anfragen',
                        'ordering': ['created_at', 'pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('group', 'user'), name='join_request_one_waiting'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='join_request_decided_has_a_time'), models.CheckConstraint(condition=models.Q(('outcome__in', groups.models.join_request.Outcome)), name='join_request_outcome_is_known'), models.CheckConstraint(condition=models.Q(('role__in', groups.rights.Role)), name='join_request_role_is_known'), models.CheckConstraint(condition=models.Q(('invitation', None), ('mailing', None), _connector='OR'), name='join_request_one_invitation')],
                    },
                ),
                migrations.CreateModel(
                    name='EmailInvitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('line', models.PositiveSmallIntegerField()),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('name', models.CharField(blank=True, max_length=100)),
                        ('key_hash', models.CharField(blank=True, max_length=64)),
                        ('sent_at', models.DateTimeField(null=True)),
                        ('used_at', models.DateTimeField(null=True)),
                        ('expires_at', models.DateTimeField(null=True)),
                        ('reminded_at', models.DateTimeField(null=True)),
                        ('accepted_at', models.DateTimeField(null=True)),
                        ('declined_at', models.DateTimeField(null=True)),
                        ('withdrawn_at', models.DateTimeField(null=True)),
                        ('failed_at', models.DateTimeField(null=True)),
                        ('reject_reason', models.CharField(blank=True, choices=[('', ''), ('invalid', 'keine gültige Adresse'), ('double', 'doppelt'), ('member', 'ist schon Mitglied'), ('invited', 'ist schon eingeladen'), ('recent', 'hat gerade erst eine E-Mail bekommen'), ('declined', 'möchte keine Einladung in diese Gruppe')], default='', max_length=10)),
                        ('original_text', models.CharField(blank=True, max_length=200)),
                        ('mail', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mail.outgoingmail')),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='email_invitations', to='groups.group')),
                        ('mailing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='email_invitations', to='groups.mailing')),
                    ],
                    options={
                        'verbose_name': 'Einladung per E-Mail',
                        'verbose_name_plural': 'Einladungen per E-Mail',
                        'ordering': ['line', 'pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('reject_reason', ''), ('withdrawn_at', None)), fields=('group', 'email'), name='email_invitation_once_per_group'), models.CheckConstraint(condition=models.Q(models.Q(('reject_reason', ''), models.Q(('email', ''), _negated=True)), models.Q(models.Q(('reject_reason', ''), _negated=True), ('sent_at', None)), _connector='OR'), name='email_invitation_has_an_address_or_a_reason'), models.UniqueConstraint(condition=models.Q(('key_hash', ''), _negated=True), fields=('key_hash',), name='email_invitation_key_once'), models.CheckConstraint(condition=models.Q(('sent_at', None), models.Q(models.Q(('key_hash', ''), _negated=True), ('expires_at__isnull', False)), _connector='OR'), name='email_invitation_sent_has_a_key'), models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='email_invitation_email_lower_case'), models.CheckConstraint(condition=models.Q(('email__regex', '^[ -~]*$')), name='email_invitation_email_ascii')],
                    },
                ),
                migrations.CreateModel(
                    name='MailingDraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.TextField(blank=True, max_length=500)),
                        ('role', models.CharField(choices=[('lead', 'Gruppenleitung'), ('moderator', 'Moderation'), ('member', 'Mitglied')], default='member', max_length=10)),
                        ('changed_at', models.DateTimeField(auto_now=True)),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mailing_drafts', to='groups.group')),
                        ('mailing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='groups.mailing')),
                    ],
                    options={
                        'verbose_name': 'Entwurf einer Einladung per E-Mail',
                        'verbose_name_plural': 'Entwürfe von Einladungen per E-Mail',
                        'ordering': ['-changed_at', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('role__in', groups.rights.Role)), name='mailing_draft_role_is_known')],
                    },
                ),
                migrations.CreateModel(
                    name='DraftLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('original', models.CharField(max_length=200)),
                        ('address', models.TextField(blank=True)),
                        ('name', models.TextField(blank=True)),
                        ('is_dropped', models.BooleanField(default=False)),
                        ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='groups.mailingdraft')),
                    ],
                    options={
                        'verbose_name': 'Zeile eines Entwurfs',
                        'verbose_name_plural': 'Zeilen eines Entwurfs',
                        'ordering': ['number'],
                        'constraints': [models.UniqueConstraint(fields=('draft', 'number'), name='draft_line_number_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('lead', 'Gruppenleitung'), ('moderator', 'Moderation'), ('member', 'Mitglied')], default='member', max_length=10, verbose_name='Rolle')),
                        ('joined_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='dabei seit')),
                        ('first_post_at', models.DateTimeField(blank=True, null=True, verbose_name='erster Beitrag')),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='groups.group')),
                        ('invitation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='memberships', to='groups.invitation')),
                        ('mailing', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='memberships', to='groups.mailing')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'Mitgliedschaft',
                        'verbose_name_plural': 'Mitgliedschaften',
                        'constraints': [models.UniqueConstraint(fields=('group', 'user'), name='membership_once_per_group'), models.CheckConstraint(condition=models.Q(('role__in', groups.rights.Role)), name='membership_role_is_known'), models.CheckConstraint(condition=models.Q(('invitation', None), ('mailing', None), _connector='OR'), name='membership_one_invitation')],
                    },
                ),
                migrations.CreateModel(
                    name='PendingSignup',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('email', models.EmailField(max_length=254)),
                        ('name', models.CharField(max_length=100)),
                        ('place', models.CharField(blank=True, max_length=100)),
                        ('code_hash', models.CharField(max_length=64)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('expires_at', models.DateTimeField()),
                        ('used_at', models.DateTimeField(blank=True, null=True)),
                        ('asks', models.BooleanField(default=False)),
                        ('reason', models.TextField(blank=True, max_length=500)),
                        ('consent_text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.consenttext')),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pending_signups', to='groups.group')),
                        ('invitation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pending_signups', to='groups.invitation')),
                        ('mailing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pending_signups', to='groups.mailing')),
                    ],
                    options={
                        'verbose_name': 'unbestätigte Anmeldung',
                        'verbose_name_plural': 'unbestätigte Anmeldungen',
                        'get_latest_by': 'pk',
                        'constraints': [models.CheckConstraint(condition=models.Q(('attempts__lte', 5)), name='pending_signup_attempts'), models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='pending_signup_email_lower_case'), models.CheckConstraint(condition=models.Q(('asks', True), ('reason', ''), _connector='OR'), name='pending_signup_reason_is_asked'), models.CheckConstraint(condition=models.Q(('invitation', None), ('mailing', None), _connector='OR'), name='pending_signup_one_invitation'), models.CheckConstraint(condition=models.Q(('email__regex', '^[ -~]*$')), name='pending_signup_email_ascii')],
                    },
                ),
                migrations.CreateModel(
                    name='Removal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('removed_at', models.DateTimeField(auto_now_add=True)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='Grund')),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='removals', to='groups.group')),
                        ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'Entfernung',
                        'verbose_name_plural': 'Entfernungen',
                        'constraints': [models.UniqueConstraint(fields=('group', 'user'), name='removal_once_per_group')],
                    },
                ),
            ],
        ),
        migrations.RunPython(equip, migrations.RunPython.noop),
        migrations.RunSQL(RIGHTS_END, RIGHTS_STAY),
        migrations.RunSQL(NOTIFICATIONS_END, NOTIFICATIONS_STAY),
    ]
