"""What is stored about people who write and read in groups."""

from audit.processing_records import Area, Field, OnDelete, ProcessingRecord
from forum.erasure import anonymise_threads
from forum.models import Draft, Post, Thread, ThreadParticipant, ThreadRead

AREA = Area.THREADS
PROCESSING_RECORDS = [
    ProcessingRecord(
        model="forum.Post",
        title="Beiträge",
        items={
            "author": Field("Autorin oder Autor", "zeigt, wer geschrieben hat"),
            "thread": Field("Thema", "zeigt, wo der Beitrag steht"),
            "number": Field("Nummer im Thema", "zeigt, wo der Beitrag steht"),
            "text": Field("Text", "was Sie geschrieben haben; kann andere nennen und zitieren"),
            "html": Field("Text, wie ihn alle lesen", "aus dem Text gemacht, mit Erwähnungen und Zitaten"),
            "created_at": Field("geschrieben", "steht am Beitrag"),
            "edited_at": Field("bearbeitet", "steht am Beitrag"),
            "removed_at": Field("gelöscht", "steht statt des Textes"),
            "removed_by": Field(
                "gelöscht von", "unterscheidet, ob die Autorin oder die Moderation gelöscht hat"
            ),
        },
        other="id revision key renderer",
        lifetime=(
            "der Text, bis Sie oder die Moderation den Beitrag löschen; Nummer und Zeiten, bis das Thema mit der Gruppe "
            "gelöscht wird"
        ),
        on_delete=OnDelete.CHOICE,
        of=lambda user: Post.objects.filter(author=user),
        erase_chosen=anonymise_threads,
        select_related=("thread__group",),
        layout="posts",
        traces={"removed_by": "thread number removed_at"},
    ),
    ProcessingRecord(
        model="forum.Thread",
        title="Themen",
        items={
            "author": Field("begonnen von", "steht am Thema; wer gefragt hat, markiert die Lösung"),
            "group": Field("Gruppe", "zeigt, wo das Thema steht"),
            "title": Field("Titel", "sagt, worum es geht; kann andere nennen"),
            "kind": Field("Art", "Diskussion, Frage, Protokoll oder Ankündigung"),
            "created_at": Field("begonnen", "ordnet die Themen"),
        },
        other="id page closed_at is_pinned is_welcome answer_number last_number revision last_post_at is_demo",
        lifetime="bis die Gruppe gelöscht wird",
        on_delete=OnDelete.CHOICE,
        of=lambda user: Thread.objects.filter(author=user),
    ),
    ProcessingRecord(
        model="forum.ThreadParticipant",
        title="Wo Sie mitgeschrieben haben",
        items={
            "user": Field("Person", "zeigt am Thema, wer beteiligt ist"),
            "thread": Field("Thema", "zeigt, wo Sie beteiligt sind"),
            "posts": Field(
                "Anzahl Ihrer Beiträge", "sagt, ob Sie noch beteiligt sind, wenn einer gelöscht wird"
            ),
            "last_number": Field("letzter Beitrag", "ordnet die Beteiligten"),
        },
        other="id",
        lifetime="solange ein Beitrag von Ihnen im Thema steht",
        of=lambda user: ThreadParticipant.objects.filter(user=user),
        select_related=("thread",),
    ),
    ProcessingRecord(
        model="forum.ThreadRead",
        title="Wie weit Sie gelesen haben",
        items={
            "membership": Field(
                "Mitgliedschaft", "zeigt, wer gelesen hat", shown=lambda row: row.membership.group.title
            ),
            "thread": Field("Thema", "zeigt, wo gelesen wurde"),
            "last_read_number": Field("gelesen bis", "zeigt Ihnen, was neu ist; niemand sonst sieht es"),
        },
        other="id",
        lifetime="bis die Mitgliedschaft endet oder die Gruppe gelöscht wird",
        of=lambda user: ThreadRead.objects.filter(membership__user=user),
        select_related=("membership__group",),
    ),
    ProcessingRecord(
        model="forum.Draft",
        title="Entwürfe",
        items={
            "membership": Field(
                "Mitgliedschaft", "zeigt, wer schreibt", shown=lambda row: row.membership.group.title
            ),
            "thread": Field("Thema", "zeigt, wo Sie antworten wollten; leer bei einem neuen Thema"),
            "post": Field(
                "Beitrag",
                "zeigt, welchen Beitrag Sie ändern wollten; sonst leer",
                shown=lambda row: f"Nr. {row.post.number}" if row.post else "",
            ),
            "title": Field("Titel", "was Sie noch nicht gesendet haben; niemand sonst sieht es"),
            "text": Field("Text", "was Sie noch nicht gesendet haben; niemand sonst sieht es"),
            "kind": Field("Art", "Diskussion, Frage, Protokoll oder Ankündigung"),
            "saved_at": Field("gespeichert", "danach richtet sich, wann der Entwurf gelöscht wird"),
        },
        other="id page key revision",
        lifetime="bis Sie ihn senden oder verwerfen; sonst 180 Tage; endet mit der Mitgliedschaft",
        of=lambda user: Draft.objects.filter(membership__user=user),
        select_related=("membership__group", "thread", "post"),
    ),
]
