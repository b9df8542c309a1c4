"""What is kept for how long: the client's values hold, and what grows by itself is deleted."""

import json
import os
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.template.loader import render_to_string
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.admin.models import EditingSession, FormState
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, PageLogEntry, UploadedFile

import audit.limits
import cms.limits
from groups import limits as groups_limits
from groups.models import Group
from mail.tasks import deliver_mail
from privacy import limits, tasks
from tests.mail.test_delivery import run_jobs
from tests.support.sources import ROOT
from tools.processes.logs import LOG_RETENTION

VALUES = json.loads((ROOT / "demo" / "content" / "settings.json").read_text())["privacy"]["retention_days"]
CONSTANTS = {
    "inactive_account": limits.INACTIVITY_PERIOD,
    "unconfirmed_registration": groups_limits.PENDING_SIGNUP_RETENTION,
    "server_logs": LOG_RETENTION,
    "audit_log": audit.limits.ENTRY_RETENTION,
    "newsletter_unconfirmed": cms.limits.UNCONFIRMED_SUBSCRIPTION_RETENTION,
}
# Values of what is not built yet, by the app that will have the constant.
NOT_YET = {"report_case": "moderation"}
DAY = timedelta(days=1)


def test_each_value_of_the_client_is_that_of_a_constant_or_of_a_feature_not_built_yet():
    assert set(VALUES) == set(CONSTANTS) | set(NOT_YET)
    assert {name: kept.days for name, kept in CONSTANTS.items()} == {
        name: days for name, days in VALUES.items() if name in CONSTANTS
    }


@pytest.mark.parametrize(("value", "label"), NOT_YET.items())
def test_a_feature_that_comes_brings_its_value(value, label):
    there = label in {one.label for one in apps.get_app_configs()} or (ROOT / label).exists()
    assert not there, f"{label} is there: which constant has {value}?"


def test_the_audit_logs_trigger_lets_entries_go_after_as_many_days(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'audit_only_adds'")
        source = cursor.fetchone()[0]
    assert re.search(r"interval '(\d+) days'", source)[1] == str(VALUES["audit_log"])


def test_the_invitation_says_how_long_an_unconfirmed_registration_is_kept():
    html = render_to_string("groups/components/kept.html")
    assert f"wird nach {VALUES['unconfirmed_registration']} Tagen gelöscht" in html
    assert VALUES["inactive_account"] == 2 * 365
    assert "zwei Jahre lang" in html


def test_every_periodic_job_stands_in_the_manual():
    manual = (ROOT / "docs" / "operations.md").read_text()
    missing = [name for name, _ in app.periodic_registry.periodic_tasks if f"`{name}`" not in manual]
    assert missing == []


def test_addresses_in_limits_that_are_over_are_deleted_at_night(db):
    cache.set("allauth:rl:account:login:10/m/ip:ip:203.0.113.7", [1.0], 60)
    cache.set("allauth:rl:account:login:10/m/ip:ip:203.0.113.8", [1.0], 3600)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache SET expires = now() - interval '1 second' WHERE cache_key LIKE '%.7'")
        tasks.delete_expired_rows(0)
        cursor.execute("SELECT cache_key FROM cache")
        assert [key[-11:] for (key,) in cursor.fetchall()] == ["203.0.113.8"]


def test_the_editors_traces_are_deleted_at_night(db, emil):
    kind = ContentType.objects.get_for_model(Page)
    for hours in (0, 25):
        then = timezone.now() - timedelta(hours=hours)
        about = {"user": emil, "content_type": kind, "object_id": str(hours)}
        EditingSession.objects.create(last_seen_at=then, **about)
        FormState.objects.create(last_updated_at=then, data="title=Anna", **about)
    tasks.delete_expired_rows(0)
    assert EditingSession.objects.get().object_id == FormState.objects.get().object_id == "0"


@pytest.mark.parametrize(("days", "left"), [(364, 2), (366, 0)])
def test_wagtails_logs_are_kept_as_long_as_ours(db, emil, group, days, left):
    log(Page.objects.first(), "wagtail.edit", user=emil)
    log(Group.objects.first(), "wagtail.edit", user=emil)
    for model in (PageLogEntry, ModelLogEntry):
        model.objects.update(timestamp=timezone.now() - days * DAY)
    tasks.delete_expired_rows(0)
    assert PageLogEntry.objects.count() + ModelLogEntry.objects.count() == left


def test_uploads_that_became_nothing_are_deleted_after_a_day(db, emil, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    new, old, gone = (
        UploadedFile.objects.create(file=ContentFile(b"x", name), uploaded_by_user=emil) for name in "abc"
    )
    before = (timezone.now() - DAY).timestamp() - 60
    os.utime(old.file.path, (before, before))
    os.unlink(gone.file.path)
    old_path = old.file.path
    tasks.delete_expired_rows(0)
    assert UploadedFile.objects.get() == new
    assert (os.path.exists(new.file.path), os.path.exists(old_path)) == (True, False)


def test_one_thing_that_cannot_be_deleted_keeps_no_other(db, emil, events):
    then = timezone.now() - timedelta(hours=25)
    kind = ContentType.objects.get_for_model(Page)
    FormState.objects.create(last_updated_at=then, data="x", user=emil, content_type=kind, object_id="1")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cache RENAME TO elsewhere")
    tasks.delete_expired_rows(0)
    assert not FormState.objects.exists()
    assert "cleanup_failed" in events()


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize(("days", "left"), [(6, 1), (8, 0)])
def test_jobs_that_are_done_are_deleted_with_their_events(days, left):
    deliver_mail.defer(mail_id=4711)
    run_jobs()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = at - %s * interval '1 day'", [days])
        tasks.delete_finished_jobs.defer(timestamp=0)
        run_jobs()
        assert ProcrastinateJob.objects.filter(task_name="mail.deliver").count() == left
        cursor.execute("SELECT count(*) FROM procrastinate_events WHERE at < now() - interval '1 day'")
        assert bool(cursor.fetchone()[0]) == bool(left)
