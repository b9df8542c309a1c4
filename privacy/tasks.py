from procrastinate import builtin_tasks
from procrastinate.contrib.django import app

from privacy import limits
from privacy.deletion import job as deletion
from privacy.export import job as export
from privacy.models import DataExport, Erasure
from privacy.retention import cleanup, inactivity
from privacy.retention.loops import call_for_each


# Names and aliases of tasks stay: earlier versions of the site have queued jobs under them.
@app.task(name="privacy.make_export", aliases=["home.make_export"])
def make_export(export_id: int):
    export.make_export(export_id)


@app.task(name="privacy.erase", aliases=["home.erase"])
def erase_person(erasure_id: int):
    deletion.erase_person(erasure_id)


@app.periodic(cron="*/10 * * * *")
@app.task(name="privacy.go_on")
def resume_jobs(timestamp: int):
    """Goes on with exports and deletions whose job was killed, and begins deletions that are due."""
    unmade, due = DataExport.objects.filter(made_at=None), Erasure.objects.due()
    call_for_each(export.make_export, unmade.order_by("pk").values_list("pk", flat=True))
    call_for_each(deletion.erase_person, due.order_by("pk").values_list("pk", flat=True))


@app.periodic(cron="33 3 * * *")
@app.task(name="privacy.forget_exports")
def delete_expired_exports(timestamp: int):
    export.delete_expired_exports()


@app.periodic(cron="19 * * * *")
@app.task(name="privacy.go_through_inactive")
def process_inactive_accounts(timestamp: int):
    """Every hour: a limited number, so that thousands at once do not mean thousands of mails."""
    inactivity.process_inactive_accounts()


@app.periodic(cron="31 3 * * *")
@app.task(name="privacy.forget")
def delete_expired_rows(timestamp: int):
    cleanup.delete_expired_rows()


@app.periodic(cron="37 3 * * *")
@app.task(name="privacy.forget_jobs", pass_context=True)
async def delete_finished_jobs(context, timestamp: int):
    """Deletes finished and failed jobs with their events."""
    hours = int(limits.JOB_RETENTION.total_seconds()) // 3600
    every = {"remove_failed": True, "remove_cancelled": True, "remove_aborted": True}
    await builtin_tasks.remove_old_jobs(context, max_hours=hours, **every)
