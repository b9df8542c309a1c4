"""Processing records (GDPR Art. 30) of people who ask for advice, and of editors who give it."""

from audit.processing_records import Field, OnDelete, ProcessingRecord
from cms.models import AdviceEntry, AdviceRequest

LIFETIME = (
    "Angaben zur Person und Anliegen: zwei Jahre, nachdem die Beratung abgeschlossen ist; danach bleiben nur Ort, "
    "Themenfelder und Zeitpunkte, damit gezählt werden kann"
)
ADVISING = "damit die Fachberatung antworten kann"

ADVICE = [
    ProcessingRecord(
        model="cms.AdviceRequest",
        title="Anfragen nach Beratung",
        items={
            "concern": Field("Anliegen", "worum es geht; kann Namen enthalten"),
            "name": Field("Name", ADVISING),
            "function": Field("Funktion", ADVISING),
            "email": Field("E-Mail-Adresse", "dorthin gehen Bestätigung und Antworten"),
            "phone": Field("Telefon", "damit die Fachberatung anrufen kann"),
            "place": Field("Stadt oder Gemeinde", "zählt, welche Städte Beratung suchen"),
            "page": Field("zur Seite", "worauf sich die Anfrage bezieht"),
            "state": Field("Stand", "sagt Ihnen und der Redaktion, wie weit die Beratung ist"),
            "assigned_to": Field("zuständig", "wer aus der Redaktion berät"),
            "created_at": Field("eingegangen", "ordnet die Anfragen und zählt sie nach Jahren"),
        },
        other="id municipality started_at closed_at anonymised_at version",
        lifetime=LIFETIME,
        of=lambda user: AdviceRequest.objects.filter(email__in=user.addresses),
        on_delete=OnDelete.EMPTY,
        erase=lambda user: AdviceRequest.objects.filter(email__in=user.addresses).anonymise(),
        traces={"assigned_to": "created_at state"},
    ),
    ProcessingRecord(
        model="cms.AdviceEntry",
        title="Notizen und E-Mails zu Beratungen",
        items={
            "request": Field("Anfrage", "zu welcher Anfrage es gehört"),
            "kind": Field("Art", "Notiz der Redaktion oder E-Mail an die Person"),
            "subject": Field("Betreff", "der E-Mail"),
            "text": Field("Text", "was besprochen ist; kann Namen enthalten"),
            "author": Field("von", "wer aus der Redaktion geschrieben hat"),
            "created_at": Field("geschrieben", "ordnet den Verlauf"),
        },
        other="id",
        lifetime="so lange wie die Angaben der Anfrage",
        of=lambda user: AdviceEntry.objects.filter(request__email__in=user.addresses),
        traces={"author": "kind created_at"},
    ),
]
NON_PERSONAL_ADVICE = {"cms.AdviceRequest_theme_fields": "id advicerequest themefield"}
