"""What the audit log holds about people."""

from django.db.models import Q

from audit.models import Entry
from audit.processing_records import Area, Field, OnDelete, ProcessingRecord

AREA = Area.SECURITY
TRACEABLE = "macht nachvollziehbar, was mit besonderen Rechten getan wurde"
PROCESSING_RECORDS = [
    ProcessingRecord(
        model="audit.Entry",
        title="Protokoll",
        items={
            "at": Field("wann", TRACEABLE),
            "actor": Field("wer", TRACEABLE),
            "act": Field("was", TRACEABLE),
            "object": Field("woran", "eine Kennung wie „user.12“, kein Name"),
            "scope": Field(
                "wo", "eine Kennung wie „group.7“, damit die Gruppenleitung ihr Protokoll lesen kann"
            ),
            "details": Field("Einzelheiten", "etwa die alte und die neue Rolle; keine Namen, keine Adressen"),
        },
        other="id",
        lifetime="365 Tage",
        on_delete=OnDelete.EMPTY,
        of=lambda user: Entry.objects.filter(Q(actor=user) | Q(object=f"user.{user.pk}")),
    ),
]
