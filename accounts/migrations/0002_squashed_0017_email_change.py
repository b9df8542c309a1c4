"""What 0002 to 0017 came to, for new databases: see "Database" in CONTRIBUTING.md."""

from datetime import UTC, datetime

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import uuid
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations, models

from vocabulary.migrations._at_once import AtOnce

ROLES = ["Redaktion", "Site-Moderation"]
PAGE = ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"]
COLLECTION = {"image": "wagtailimages", "document": "wagtaildocs"}
COLLECTION_VERBS = ["add", "change", "choose"]
TEXT = (
    "Ich bin einverstanden, dass die Mitglieder der Gruppe sehen, "
    "wie ich heiße, wo ich arbeite und was ich schreibe."
)
# Whoever is signed out, stilled, deleted or has a new password is told so to the live windows (decision 0006).
RIGHTS_END = """
CREATE FUNCTION account_right_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('live', json_build_object('to', 'user.' || OLD.id, 'end', '')::text);
    RETURN NULL;
END $$;
CREATE TRIGGER account_changed AFTER UPDATE OF password, is_active ON accounts_user
    FOR EACH ROW WHEN (OLD.password <> NEW.password OR OLD.is_active AND NOT NEW.is_active)
    EXECUTE FUNCTION account_right_ended();
CREATE TRIGGER account_deleted AFTER DELETE ON accounts_user
    FOR EACH ROW EXECUTE FUNCTION account_right_ended();

CREATE FUNCTION session_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('live', json_build_object(
        'to', 'session.' || encode(sha256(convert_to(OLD.session_key, 'UTF8')), 'hex'), 'end', '')::text);
    RETURN NULL;
END $$;
CREATE TRIGGER session_deleted AFTER DELETE ON accounts_session
    FOR EACH ROW EXECUTE FUNCTION session_ended();
CREATE TRIGGER session_renamed AFTER UPDATE OF session_key ON accounts_session
    FOR EACH ROW WHEN (OLD.session_key <> NEW.session_key) EXECUTE FUNCTION session_ended();
"""
RIGHTS_STAY = """
DROP TRIGGER session_renamed ON accounts_session;
DROP TRIGGER session_deleted ON accounts_session;
DROP FUNCTION session_ended;
DROP TRIGGER account_deleted ON accounts_user;
DROP TRIGGER account_changed ON accounts_user;
DROP FUNCTION account_right_ended;
"""
# What people agreed to and when stays as it was; a text may forget who published it.
CONSENT_STAYS = """
CREATE FUNCTION consent_text_only_adds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.published_by_id IS NULL
        AND to_jsonb(NEW) - 'published_by_id' = to_jsonb(OLD) - 'published_by_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'texts of consent are append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER consent_text_stays BEFORE UPDATE OR DELETE ON accounts_consenttext
    FOR EACH ROW EXECUTE FUNCTION consent_text_only_adds();
CREATE TRIGGER consent_texts_stay BEFORE TRUNCATE ON accounts_consenttext
    FOR EACH STATEMENT EXECUTE FUNCTION consent_text_only_adds();

CREATE FUNCTION consent_refuses_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a consent is given or gone' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER consent_stays BEFORE UPDATE ON accounts_consent
    FOR EACH ROW EXECUTE FUNCTION consent_refuses_change();
"""
CONSENT_MAY_CHANGE = """
DROP TRIGGER consent_stays ON accounts_consent;
DROP FUNCTION consent_refuses_change;
DROP TRIGGER consent_texts_stay ON accounts_consenttext;
DROP TRIGGER consent_text_stays ON accounts_consenttext;
DROP FUNCTION consent_text_only_adds;
"""


def add_roles(apps, schema_editor):
    # Permissions are normally written after the last migration, but these are needed now.
    for label in ["wagtailcore", "wagtailimages", "wagtaildocs"]:
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, verbosity=0, apps=apps)
        config.models_module = None
    groups = apps.get_model("auth", "Group").objects
    for role in ROLES:
        groups.get_or_create(name=role)
    equip_redaktion(apps, groups.get(name="Redaktion"))


def equip_redaktion(apps, group):
    permissions = apps.get_model("auth", "Permission").objects
    group.permissions.add(permissions.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    for permission in permissions.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=PAGE
    ):
        group.page_permissions.get_or_create(page=root, permission=permission)
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for model, label in COLLECTION.items():
        for permission in permissions.filter(
            content_type__app_label=label, codename__in=[f"{verb}_{model}" for verb in COLLECTION_VERBS]
        ):
            group.collection_permissions.get_or_create(collection=root, permission=permission)


def remove_roles(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


def publish_the_first(apps, schema_editor):  # noqa: ARG001
    """What stood in the code until now, as its version "2026-11"."""
    texts = apps.get_model("accounts", "ConsentText").objects
    texts.get_or_create(after=None, defaults={"text": TEXT, "published_at": datetime(2026, 11, 1, 8, tzinfo=UTC)})


class Migration(migrations.Migration):

    replaces = [
        ('accounts', '0002_site_roles'),
        ('accounts', '0003_other_place'),
        ('accounts', '0004_rights_end'),
        ('accounts', '0005_profile'),
        ('accounts', '0006_session'),
        ('accounts', '0007_consent'),
        ('accounts', '0008_consent_stays'),
        ('accounts', '0009_former_names'),
        ('accounts', '0010_sign_in_backend'),
        ('accounts', '0011_visibility'),
        ('accounts', '0012_no_former_names'),
        ('accounts', '0013_sign_in_code'),
        ('accounts', '0014_canonical_addresses'),
        ('accounts', '0015_ascii_addresses'),
        ('accounts', '0016_unaccent'),
        ('accounts', '0017_email_change'),
    ]

    dependencies = [
        ('account', '0009_emailaddress_unique_primary_email'),
        ('accounts', '0001_initial'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('sessions', '0001_initial'),
        ('vocabulary', '0002_canonical_domains'),
        ('wagtailadmin', '0006_formstate'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        ('wagtailimages', '0027_image_description'),
    ]

    operations = [
        AtOnce(
            steps=[
                migrations.CreateModel(
                    name='Session',
                    fields=[
                        ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                        ('session_data', models.TextField(verbose_name='session data')),
                        ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                        ('number', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='Nummer')),
                        ('device', models.CharField(blank=True, max_length=60, verbose_name='Gerät')),
                        ('signed_in_at', models.DateTimeField(null=True, verbose_name='angemeldet seit')),
                        ('seen_at', models.DateTimeField(null=True, verbose_name='zuletzt aktiv')),
                        ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'session',
                        'verbose_name_plural': 'sessions',
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('seen_at', None), ('signed_in_at', None), ('user', None)), models.Q(('seen_at__isnull', False), ('signed_in_at__isnull', False), ('user__isnull', False)), _connector='OR'), name='session_of_user_has_times')],
                    },
                ),
                migrations.CreateModel(
                    name='SignInCode',
                    fields=[
                        ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('expires_at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name': 'Anmeldecode',
                        'verbose_name_plural': 'Anmeldecodes',
                    },
                ),
                migrations.AddField(
                    model_name='user',
                    name='email_visibility',
                    field=models.PositiveSmallIntegerField(choices=[(0, 'niemand außer mir'), (1, 'Mitglieder meiner Gruppen'), (2, 'alle, die mein Profil sehen')], default=0, verbose_name='Wer sieht Ihre E-Mail-Adresse?'),
                ),
                migrations.AddField(
                    model_name='user',
                    name='function_visibility',
                    field=models.PositiveSmallIntegerField(choices=[(0, 'niemand außer mir'), (1, 'Mitglieder meiner Gruppen'), (2, 'alle, die mein Profil sehen')], default=2, verbose_name='Wer sieht Ihre Funktion?'),
                ),
                migrations.AddField(
                    model_name='user',
                    name='offers',
                    field=models.TextField(blank=True, max_length=500, verbose_name='Ich biete'),
                ),
                migrations.AddField(
                    model_name='user',
                    name='offers_visibility',
                    field=models.PositiveSmallIntegerField(choices=[(0, 'niemand außer mir'), (1, 'Mitglieder meiner Gruppen'), (2, 'alle, die mein Profil sehen')], default=2, verbose_name='Wer sieht „Ich biete“?'),
                ),
                migrations.AddField(
                    model_name='user',
                    name='organisation_visibility',
                    field=models.PositiveSmallIntegerField(choices=[(0, 'niemand außer mir'), (1, 'Mitglieder meiner Gruppen'), (2, 'alle, die mein Profil sehen')], default=2, verbose_name='Wer sieht Ihre Organisation?'),
                ),
                migrations.AddField(
                    model_name='user',
                    name='other_place',
                    field=models.CharField(blank=True, help_text='Wenn die Stadt oder Gemeinde nicht in der Liste steht.', max_length=100, verbose_name='anderer Ort'),
                ),
                migrations.AddField(
                    model_name='user',
                    name='photo_visibility',
                    field=models.PositiveSmallIntegerField(choices=[(0, 'niemand außer mir'), (1, 'Mitglieder meiner Gruppen'), (2, 'alle, die mein Profil sehen')], default=2, verbose_name='Wer sieht Ihr Foto?'),
                ),
                migrations.AddField(
                    model_name='user',
                    name='place_visibility',
                    field=models.PositiveSmallIntegerField(choices=[(0, 'niemand außer mir'), (1, 'Mitglieder meiner Gruppen'), (2, 'alle, die mein Profil sehen')], default=2, verbose_name='Wer sieht Ihren Ort?'),
                ),
                migrations.AddField(
                    model_name='user',
                    name='seeks',
                    field=models.TextField(blank=True, max_length=500, verbose_name='Ich suche'),
                ),
                migrations.AddField(
                    model_name='user',
                    name='seeks_visibility',
                    field=models.PositiveSmallIntegerField(choices=[(0, 'niemand außer mir'), (1, 'Mitglieder meiner Gruppen'), (2, 'alle, die mein Profil sehen')], default=2, verbose_name='Wer sieht „Ich suche“?'),
                ),
                migrations.AddField(
                    model_name='user',
                    name='themes_visibility',
                    field=models.PositiveSmallIntegerField(choices=[(0, 'niemand außer mir'), (1, 'Mitglieder meiner Gruppen'), (2, 'alle, die mein Profil sehen')], default=2, verbose_name='Wer sieht Ihre Erfahrung?'),
                ),
                migrations.AddField(
                    model_name='user',
                    name='visibility',
                    field=models.PositiveSmallIntegerField(choices=[(0, 'niemand außer mir'), (1, 'Mitglieder meiner Gruppen'), (2, 'alle, die mein Profil sehen')], default=1, verbose_name='Wer sieht Ihr Profil?'),
                ),
                migrations.CreateModel(
                    name='ConsentText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(max_length=1000, verbose_name='Text')),
                        ('changed', models.TextField(blank=True, max_length=500, verbose_name='Was sich ändert')),
                        ('published_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='veröffentlicht')),
                        ('after', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.consenttext')),
                        ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'Fassung der Einwilligung',
                        'verbose_name_plural': 'Fassungen der Einwilligung',
                        'constraints': [models.UniqueConstraint(fields=('after',), name='consent_text_one_after_another', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='consent_text_says_something')],
                    },
                ),
                migrations.CreateModel(
                    name='Consent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('given_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='zugestimmt')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to=settings.AUTH_USER_MODEL)),
                        ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='accounts.consenttext')),
                    ],
                    options={
                        'verbose_name': 'Einwilligung',
                        'verbose_name_plural': 'Einwilligungen',
                        'constraints': [models.UniqueConstraint(fields=('user', 'text'), name='consent_once_per_text')],
                    },
                ),
                migrations.CreateModel(
                    name='EmailChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('email', models.EmailField(max_length=254, verbose_name='neue E-Mail-Adresse')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='gewünscht')),
                        ('old_confirmed_at', models.DateTimeField(null=True, verbose_name='von der bisherigen Adresse bestätigt')),
                        ('new_confirmed_at', models.DateTimeField(null=True, verbose_name='von der neuen Adresse bestätigt')),
                        ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='email_change', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'Änderung einer E-Mail-Adresse',
                        'verbose_name_plural': 'Änderungen von E-Mail-Adressen',
                        'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='email_change_lower_case'), models.CheckConstraint(condition=models.Q(('email__regex', '^[ -~]*$')), name='email_change_ascii')],
                    },
                ),
                migrations.CreateModel(
                    name='Experience',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('level', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'neu dabei'), (2, 'unterwegs'), (3, 'erfahren')], null=True, verbose_name='Erfahrung')),
                        ('seeks', models.BooleanField(default=False, verbose_name='sucht Austausch')),
                        ('theme_field', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='experiences', to='vocabulary.themefield', verbose_name='Themenfeld')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='experiences', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'Erfahrung',
                        'verbose_name_plural': 'Erfahrungen',
                        'ordering': ['theme_field__order', 'theme_field__title'],
                        'constraints': [models.UniqueConstraint(fields=('user', 'theme_field'), name='experience_once_per_theme_field'), models.CheckConstraint(condition=models.Q(models.Q(('level__in', [1, 2, 3]), ('level__isnull', False)), models.Q(('level', None), ('seeks', True)), _connector='OR'), name='experience_says_something')],
                    },
                ),
                migrations.CreateModel(
                    name='Photo',
                    fields=[
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('small', models.BinaryField()),
                        ('large', models.BinaryField()),
                        ('owner', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'Foto',
                        'verbose_name_plural': 'Fotos',
                    },
                ),
                migrations.AddField(
                    model_name='user',
                    name='photo',
                    field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.photo'),
                ),
                migrations.AddConstraint(
                    model_name='user',
                    constraint=models.CheckConstraint(condition=models.Q(('municipality', None), ('other_place', ''), _connector='OR'), name='user_has_one_place', violation_error_message='Bitte geben Sie entweder eine Stadt aus der Liste oder einen anderen Ort an.'),
                ),
                migrations.AddConstraint(
                    model_name='user',
                    constraint=models.CheckConstraint(condition=models.Q(('visibility__in', [1, 2])), name='user_visibility_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='user',
                    constraint=models.CheckConstraint(condition=models.Q(('place_visibility__in', [1, 2])), name='user_place_visibility_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='user',
                    constraint=models.CheckConstraint(condition=models.Q(('function_visibility__in', [0, 1, 2])), name='user_function_visibility_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='user',
                    constraint=models.CheckConstraint(condition=models.Q(('organisation_visibility__in', [0, 1, 2])), name='user_organisation_visibility_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='user',
                    constraint=models.CheckConstraint(condition=models.Q(('themes_visibility__in', [0, 1, 2])), name='user_themes_visibility_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='user',
                    constraint=models.CheckConstraint(condition=models.Q(('seeks_visibility__in', [0, 1, 2])), name='user_seeks_visibility_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='user',
                    constraint=models.CheckConstraint(condition=models.Q(('offers_visibility__in', [0, 1, 2])), name='user_offers_visibility_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='user',
                    constraint=models.CheckConstraint(condition=models.Q(('photo_visibility__in', [0, 1, 2])), name='user_photo_visibility_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='user',
                    constraint=models.CheckConstraint(condition=models.Q(('email_visibility__in', [0, 1, 2])), name='user_email_visibility_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='user',
                    constraint=models.CheckConstraint(condition=models.Q(('email__regex', '^[ -~]*$')), name='user_email_is_ascii'),
                ),
            ],
        ),
        migrations.RunPython(add_roles, remove_roles),
        migrations.RunPython(publish_the_first, migrations.RunPython.noop),
        migrations.RunSQL(RIGHTS_END, RIGHTS_STAY),
        migrations.RunSQL(CONSENT_STAYS, CONSENT_MAY_CHANGE),
        UnaccentExtension(),
    ]
