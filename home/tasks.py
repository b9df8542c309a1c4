from procrastinate.contrib.django import app

from home.models import DataExport, Erasure
from home.privacy import erasing, exporting


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
