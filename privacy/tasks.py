from procrastinate import builtin_tasks
from procrastinate.contrib.django import app

from privacy.deletion import job as deletion
from privacy.export import job as export
from privacy.models import DataExport, Erasure
from privacy.retention import cleanup, inactivity
from privacy.retention.loops import with_each


# The aliases are what jobs are called that an earlier version of the site has queued.
@app.task(name="privacy.make_export", aliases=["home.make_export"])
def make_export(export_id: int):
    export.make(export_id)


@app.task(name="privacy.erase", aliases=["home.erase"])
def erase(erasure_id: int):
    deletion.erase(erasure_id)


@app.periodic(cron="*/10 * * * *")
@app.task(name="privacy.go_on")
def go_on(timestamp: int):
    """Goes on with what jobs that died have left, and begins what is due."""
    unmade, due = DataExport.objects.filter(made_at=None), Erasure.objects.due()
    with_each(export.make, unmade.order_by("pk").values_list("pk", flat=True))
    with_each(deletion.erase, due.order_by("pk").values_list("pk", flat=True))


@app.periodic(cron="33 3 * * *")
@app.task(name="privacy.forget_exports")
def forget_exports(timestamp: int):
    """Nightly: a person's data lie ready for a week."""
    export.forget()


@app.periodic(cron="19 * * * *")
@app.task(name="privacy.go_through_inactive")
def go_through_inactive(timestamp: int):
    """Every hour: tells people who have not signed in for long, so that thousands at once are no flood of mails."""
    inactivity.go_through()


@app.periodic(cron="31 3 * * *")
@app.task(name="privacy.forget")
def forget(timestamp: int):
    """Nightly: what packages keep and do not forget by themselves."""
    cleanup.forget()


@app.periodic(cron="37 3 * * *")
@app.task(name="privacy.forget_jobs", pass_context=True)
async def forget_jobs(context, timestamp: int):
    """Nightly: jobs that are done, well or badly, with their events. They hold ids only."""
    hours = int(cleanup.JOBS_KEPT.total_seconds()) // 3600
    every = {"remove_failed": True, "remove_cancelled": True, "remove_aborted": True}
    await builtin_tasks.remove_old_jobs(context, max_hours=hours, **every)
