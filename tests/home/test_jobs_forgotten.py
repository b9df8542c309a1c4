"""Jobs that are done are forgotten after a week, with the ids they named; those that wait stay."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from home.tasks import forget_jobs, make_export


@pytest.mark.parametrize(("days", "left"), [(6, True), (8, False)])
def test_a_job_is_forgotten_a_week_after_it_was_done(own_database, days, left):
    make_export.defer(export_id=12)
    work()
    age(days)
    forget_jobs.defer(timestamp=0)
    make_export.defer(export_id=13)
    work()
    named = [job.args.get("export_id") for job in ProcrastinateJob.objects.all()]
    assert (12 in named) is left
    assert 13 in named


def work(**options):
    with app.replace_connector(app.connector.get_worker_connector()):
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False, **options)


def age(days):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = %s", [timezone.now() - timedelta(days=days)])
