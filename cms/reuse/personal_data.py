"""What is stored about people who report that their city does the same; a part of cms/personal_data.py."""

from audit.processing_records import Field, OnDelete, ProcessingRecord
from cms.models import Reuse

REUSES = ProcessingRecord(
    model="cms.Reuse",
    title="Nachnutzungen („Wir machen das nach“)",
    items={
        "reporter": Field("gemeldet von", "damit die Redaktion nachfragen kann und Sie die Antwort hören"),
        "reported_at": Field("gemeldet", "ordnet die Meldungen"),
        "page": Field("Steckbrief", "sagt, worum es geht", shown=lambda row: row.page.title),
        "municipality": Field("Stadt oder Gemeinde", "steht am Steckbrief"),
        "note": Field("Was übernommen wurde", "steht am Steckbrief"),
        "date": Field("seit", "steht am Steckbrief"),
        "state": Field("Stand", "gezeigt wird nur, was bestätigt ist"),
        "answer": Field("Antwort der Redaktion", "steht in der Mitteilung an Sie"),
    },
    other="id is_demo",
    lifetime="bis die Redaktion es löscht",
    on_delete=OnDelete.EMPTY,
    of=lambda user: Reuse.objects.filter(reporter=user),
    select_related=("page", "municipality"),
)
