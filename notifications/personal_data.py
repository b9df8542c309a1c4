"""What is stored about people who are notified."""

from audit.processing_records import Area, Field, ProcessingRecord
from notifications.erasure import anonymise_people
from notifications.models import Notification

AREA = Area.MESSAGES
WHERE = "führt zu der Stelle, um die es geht"
PROCESSING_RECORDS = [
    ProcessingRecord(
        model="notifications.Notification",
        title="Mitteilungen",
        items={
            "recipient": Field("Person", "zeigt, für wen die Mitteilung ist"),
            "kind_name": Field(
                "Anlass", "Erwähnung, Antwort, Anfrage und anderes", shown=lambda row: row.kind.setting
            ),
            "title": Field(
                "Titel des Themas oder der Seite, oder Name der Gruppe",
                "steht in der Liste Ihrer Mitteilungen",
            ),
            "url": Field("Adresse", WHERE),
            "scope": Field(
                "Kennung der Gruppe", "damit die Mitteilung verschwindet, wenn Sie die Gruppe verlassen"
            ),
            "subject": Field("Kennung des Themas oder der Anfrage", "damit dazu nur eine Mitteilung steht"),
            "payload": Field("Begründung", "was Ihnen jemand dazu geschrieben hat"),
            "since": Field("ab Beitrag", WHERE),
            "first": Field("erster Beitrag", WHERE),
            "last": Field("letzter Beitrag", WHERE),
            "actor": Field("zuletzt von", "nennt, wer geschrieben hat"),
            "people": Field(
                "Beteiligte",
                "zählt, wie viele geschrieben haben; im Export steht nur die Zahl",
                shown=lambda row: len(row.people),
            ),
            "notified_at": Field("mitgeteilt", "ordnet die Liste"),
            "seen_at": Field("gesehen", "sagt, ob Sie die Liste seitdem geöffnet haben"),
            "read_at": Field("gelesen", "unterscheidet Neues von Gelesenem"),
        },
        other="id kind_group",
        lifetime="gelesene 90 Tage; ungelesene, bis Sie sie lesen, die Gruppe verlassen oder das Konto gelöscht wird",
        of=lambda user: Notification.objects.of(user.pk),
        erase=anonymise_people,
    ),
]
