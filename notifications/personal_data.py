"""What is stored about people who are told of something."""

from audit.personal_data import Holding, Item
from notifications.models import Notification

WHERE = "führt zu der Stelle, um die es geht"
HOLDINGS = [
    Holding(
        model="notifications.Notification",
        title="Mitteilungen",
        items={
            "recipient": Item("Person", "zeigt, für wen die Mitteilung ist"),
            "reason": Item("Anlass", "Erwähnung, Zitat, Antwort oder neuer Beitrag"),
            "title": Item("Titel des Themas", "steht in der Liste Ihrer Mitteilungen"),
            "url": Item("Adresse", WHERE),
            "scope": Item(
                "Kennung der Gruppe", "damit die Mitteilung verschwindet, wenn Sie die Gruppe verlassen"
            ),
            "subject": Item("Kennung des Themas", "damit zu jedem Thema nur eine Mitteilung steht"),
            "since": Item("ab Beitrag", WHERE),
            "first": Item("erster Beitrag", WHERE),
            "last": Item("letzter Beitrag", WHERE),
            "actor": Item("zuletzt von", "nennt, wer geschrieben hat"),
            "people": Item(
                "Beteiligte",
                "zählt, wie viele geschrieben haben; im Export steht nur die Zahl",
                shown=lambda row: len(row.people),
            ),
            "told_at": Item("mitgeteilt", "ordnet die Liste"),
            "read_at": Item("gelesen", "unterscheidet Neues von Gelesenem"),
        },
        other="id",
        lifetime="gelesene 90 Tage; ungelesene, bis Sie sie lesen, die Gruppe verlassen oder das Konto gelöscht wird",
        of=lambda user: Notification.objects.of(user.pk),
    ),
]
