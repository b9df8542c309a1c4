"""What packages other than Wagtail store about people."""

from accounts.erasure import delete_counted_attempts
from audit.processing_records import Area, Field, OnDelete, ProcessingRecord

PROCESSING_RECORDS = [
    ProcessingRecord(
        model="cache",
        area=Area.SECURITY,
        title="Begrenzung von Versuchen",
        items={
            "cache_key": Field(
                "Schlüssel",
                "zählt Versuche: je Internetadresse (bei IPv6 nur deren Netz), je Konto nach dessen Nummer, je "
                "E-Mail-Adresse nach deren Prüfsumme",
                secret=True,
            ),
            "value": Field(
                "Zeiten",
                "wann versucht wurde; begrenzt, wie oft jemand Codes und Passwörter probiert",
                secret=True,
            ),
            "expires": Field("gilt bis", "wann nicht mehr gezählt wird"),
        },
        lifetime="je nach Grenze eine Minute bis einen Tag; Abgelaufenes wird gelöscht, wenn die Tabelle voll ist",
        on_delete=OnDelete.KEEP,
        erase=delete_counted_attempts,
    ),
    ProcessingRecord(
        model="procrastinate.ProcrastinateJob",
        area=Area.SECURITY,
        title="Aufträge",
        items={
            "args": Field(
                "Angaben", "die Nummer dessen, was zu tun ist, etwa einer E-Mail; keine Namen, keine Adressen"
            )
        },
        other=(
            "id queue_name task_name priority lock status scheduled_at attempts queueing_lock abort_requested worker"
        ),
        lifetime="7 Tage, nachdem der Auftrag erledigt ist",
        on_delete=OnDelete.EMPTY,
    ),
    ProcessingRecord(
        model="sessions.Session",
        area=Area.SECURITY,
        title="Sitzungen ohne Konto",
        items={
            "session_key": Field("Schlüssel", "nicht benutzt", secret=True),
            "session_data": Field("Zwischenstand", "nicht benutzt", secret=True),
            "expire_date": Field("gilt bis", "nicht benutzt"),
        },
        lifetime="die Tabelle bleibt leer: Anmeldungen stehen unter „Anmeldungen und Geräte“",
        on_delete=OnDelete.KEEP,
    ),
]
NON_PERSONAL = {
    "procrastinate.ProcrastinateWorker": "id last_heartbeat",
    "procrastinate.ProcrastinateEvent": "id job type at",
    "procrastinate.ProcrastinatePeriodicDefer": "id task_name defer_timestamp job periodic_id",
    "auth.Permission": "id name content_type codename",
    "auth.Group": "id name",
    "auth.Group_permissions": "id group permission",
    "contenttypes.ContentType": "id app_label model",
    "django_migrations": "id app name applied",
}
