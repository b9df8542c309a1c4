from procrastinate import builtin_tasks
from procrastinate.contrib.django import app

from home.models import DataExport, Erasure
from home.privacy import erasing, exporting

# In hours.
JOBS_KEPT = 7 * 24


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
    for pk in DataExport.objects.filter(made_at=None).values_list("pk", flat=True):
        exporting.make(pk)
    for pk in Erasure.objects.due().values_list("pk", flat=True):
        erasing.erase(pk)


@app.periodic(cron="33 3 * * *")
@app.task(name="home.forget_exports")
def forget_exports(timestamp: int):
    """Nightly: a person's data lie ready for a week."""
    exporting.forget()


@app.periodic(cron="37 3 * * *")
@app.task(name="home.forget_jobs", pass_context=True)
async def forget_jobs(context, timestamp: int):
    """Nightly: of jobs that are done, the ids they named are kept for a week."""
    every = {"remove_failed": True, "remove_cancelled": True, "remove_aborted": True}
    await builtin_tasks.remove_old_jobs(context, max_hours=JOBS_KEPT, **every)
