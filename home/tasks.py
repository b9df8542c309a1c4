from procrastinate import builtin_tasks
from procrastinate.contrib.django import app

from home.models import DataExport, Erasure
from home.privacy import erasing, exporting, forgetting, inactivity
from home.privacy.one_by_one import with_each


@app.task(name="home.make_export")
def make_export(export_id: int):
    exporting.make(export_id)


@app.task(name="home.erase")
def erase(erasure_id: int):
    erasing.erase(erasure_id)


@app.periodic(cron="*/10 * * * *")
@app.task(name="home.go_on")
def go_on(timestamp: int):
    """Goes on with what jobs that died have left, and begins what is due."""
    unmade, due = DataExport.objects.filter(made_at=None), Erasure.objects.due()
    with_each(exporting.make, unmade.order_by("pk").values_list("pk", flat=True))
    with_each(erasing.erase, due.order_by("pk").values_list("pk", flat=True))


@app.periodic(cron="33 3 * * *")
@app.task(name="home.forget_exports")
def forget_exports(timestamp: int):
    """Nightly: a person's data lie ready for a week."""
    exporting.forget()


@app.periodic(cron="19 * * * *")
@app.task(name="home.go_through_inactive")
def go_through_inactive(timestamp: int):
    """Every hour: tells people who have not signed in for long, so that thousands at once are no flood of mails."""
    inactivity.go_through()


@app.periodic(cron="31 3 * * *")
@app.task(name="home.forget")
def forget(timestamp: int):
    """Nightly: what packages keep and do not forget by themselves."""
    forgetting.forget()


@app.periodic(cron="37 3 * * *")
@app.task(name="home.forget_jobs", pass_context=True)
async def forget_jobs(context, timestamp: int):
    """Nightly: jobs that are done, well or badly, with their events. They hold ids only."""
    hours = int(forgetting.JOBS_KEPT.total_seconds()) // 3600
    every = {"remove_failed": True, "remove_cancelled": True, "remove_aborted": True}
    await builtin_tasks.remove_old_jobs(context, max_hours=hours, **every)
