"""What is stored about people who take part in events; a part of cms/personal_data.py."""

from audit.processing_records import Field, ProcessingRecord
from cms.events.sign_up import give_up_places
from cms.models import EventSignUp

SIGN_UPS = ProcessingRecord(
    model="cms.EventSignUp",
    title="Anmeldungen zu Veranstaltungen",
    items={
        "event": Field("Veranstaltung", "woran Sie teilnehmen"),
        "user": Field("Konto", "damit Sie Ihre Anmeldung auf der Seite sehen und absagen können"),
        "name": Field("Name", "für die Liste der Teilnehmenden, die Redaktion und Verwaltung lesen"),
        "email": Field("E-Mail-Adresse", "dorthin gehen Bestätigung, Warteliste und Absage"),
        "place": Field("Stadt oder Organisation", "für die Liste der Teilnehmenden"),
        "needs": Field(
            "Bedarf",
            "damit Sie gut teilnehmen können; freiwillig, kann die Gesundheit betreffen; bei einer Absage sofort "
            "gelöscht",
        ),
        "state": Field("Stand", "ob Sie einen Platz haben oder auf der Warteliste stehen"),
        "since": Field("seit", "die Reihenfolge der Warteliste, und wann gelöscht wird"),
    },
    other="id",
    lifetime="30 Tage nach der Veranstaltung oder der Absage; ohne Bestätigung 2 Tage",
    of=EventSignUp.objects.of,
    erase=give_up_places,
    select_related=("event",),
)
