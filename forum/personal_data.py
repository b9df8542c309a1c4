"""What is stored about people who write and read in groups."""

from audit.personal_data import Fate, Holding, Item
from forum.models import Post, Thread, ThreadRead

HOLDINGS = [
    Holding(
        model="forum.Post",
        title="Beiträge",
        items={
            "author": Item("Autorin oder Autor", "zeigt, wer geschrieben hat"),
            "thread": Item("Thema", "zeigt, wo der Beitrag steht"),
            "number": Item("Nummer im Thema", "zeigt, wo der Beitrag steht"),
            "text": Item("Text", "was Sie geschrieben haben; kann andere nennen und zitieren"),
            "html": Item("Text, wie ihn alle lesen", "aus dem Text gemacht, mit Erwähnungen und Zitaten"),
            "created_at": Item("geschrieben", "steht am Beitrag"),
            "edited_at": Item("bearbeitet", "steht am Beitrag"),
            "removed_at": Item("gelöscht", "steht statt des Textes"),
            "removed_by": Item(
                "gelöscht von", "unterscheidet, ob die Autorin oder die Moderation gelöscht hat"
            ),
        },
        other="id revision key renderer",
        lifetime=(
            "der Text, bis Sie oder die Moderation den Beitrag löschen; Nummer und Zeiten, bis das Thema mit der Gruppe "
            "gelöscht wird"
        ),
        fate=Fate.CHOSEN,
        of=lambda user: Post.objects.filter(author=user),
        traces={"removed_by": "thread number removed_at"},
    ),
    Holding(
        model="forum.Thread",
        title="Themen",
        items={
            "author": Item("begonnen von", "steht am Thema; wer gefragt hat, markiert die Lösung"),
            "group": Item("Gruppe", "zeigt, wo das Thema steht"),
            "title": Item("Titel", "sagt, worum es geht; kann andere nennen"),
            "kind": Item("Art", "Diskussion, Frage, Protokoll oder Ankündigung"),
            "created_at": Item("begonnen", "ordnet die Themen"),
        },
        other="id closed_at is_pinned is_welcome answer_number last_number revision last_post_at is_demo",
        lifetime="bis die Gruppe gelöscht wird",
        fate=Fate.CHOSEN,
        of=lambda user: Thread.objects.filter(author=user),
    ),
    Holding(
        model="forum.ThreadRead",
        title="Wie weit Sie gelesen haben",
        items={
            "membership": Item(
                "Mitgliedschaft", "zeigt, wer gelesen hat", shown=lambda row: row.membership.group.title
            ),
            "thread": Item("Thema", "zeigt, wo gelesen wurde"),
            "last_read_number": Item("gelesen bis", "zeigt Ihnen, was neu ist; niemand sonst sieht es"),
        },
        other="id",
        lifetime="bis die Mitgliedschaft endet oder die Gruppe gelöscht wird",
        of=lambda user: ThreadRead.objects.filter(membership__user=user),
    ),
]
