"""What Wagtail stores about the people who work in /redaktion/."""

from django.db.models import Q
from wagtail import models as core
from wagtail.admin.models import EditingSession, FormState
from wagtail.users.models import UserProfile

from audit.personal_data import Fate, Holding, Item

WHOSE = Item("Person", "zeigt, um wen es geht")
WHAT = "zeigt, welcher Inhalt gemeint ist"
HOW = "stellt die Oberfläche der Redaktion so ein, wie Sie es möchten"
TRACED = "macht nachvollziehbar, wer was geändert hat"
WITH_ACCOUNT = "bis das Konto gelöscht wird"


def log(model, title, about, **extra):
    items = {
        "user": Item("wer", TRACED),
        "timestamp": Item("wann", TRACED),
        "action": Item("was", TRACED),
        "label": Item("woran", "nennt den Inhalt oder die Person, um die es ging"),
        "data": Item("Einzelheiten", "etwa den früheren Titel; kann Namen enthalten"),
    }
    return Holding(
        model=model,
        title=title,
        items=items | extra.pop("items", {}),
        lifetime="365 Tage",
        fate=Fate.STAYS,
        of=about,
        **extra,
    )


def about_user(user):
    themselves = Q(content_type__app_label="accounts", content_type__model="user", object_id=str(user.pk))
    return core.ModelLogEntry.objects.filter(Q(user=user.pk) | themselves)


LOGS = [
    log(
        "wagtailcore.PageLogEntry",
        "Änderungen an Seiten",
        lambda user: core.PageLogEntry.objects.filter(user=user.pk),
        items={"page": Item("Seite", WHAT)},
        other="id content_type uuid revision content_changed deleted",
    ),
    log(
        "wagtailcore.ModelLogEntry",
        "Änderungen an anderen Inhalten",
        about_user,
        items={"object_id": Item("Nummer", WHAT)},
        other="id content_type uuid revision content_changed deleted",
    ),
]
PEOPLE = [
    Holding(
        model="wagtailusers.UserProfile",
        title="Einstellungen in der Redaktion",
        items={
            "user": WHOSE,
            "submitted_notifications": Item("Mails zu eingereichten Seiten", HOW),
            "approved_notifications": Item("Mails zu freigegebenen Seiten", HOW),
            "rejected_notifications": Item("Mails zu abgelehnten Seiten", HOW),
            "updated_comments_notifications": Item("Mails zu Kommentaren", HOW),
            "preferred_language": Item("Sprache", HOW),
            "current_time_zone": Item("Zeitzone", HOW),
            "avatar": Item("Bild", "zeigt Sie in der Redaktion", file="bild-in-der-redaktion"),
            "dismissibles": Item("ausgeblendete Hinweise", HOW),
            "theme": Item("hell oder dunkel", HOW),
            "contrast": Item("Kontrast", HOW),
            "density": Item("Dichte", HOW),
            "keyboard_shortcuts": Item("Tastenkürzel", HOW),
        },
        other="id",
        lifetime=WITH_ACCOUNT,
        of=lambda user: UserProfile.objects.filter(user=user),
    ),
    Holding(
        model="wagtailadmin.EditingSession",
        title="Wer gerade eine Seite bearbeitet",
        items={
            "user": WHOSE,
            "object_id": Item("Seite", WHAT),
            "last_seen_at": Item("zuletzt aktiv", "warnt, wenn zwei dasselbe bearbeiten"),
            "is_editing": Item("bearbeitet", "warnt, wenn zwei dasselbe bearbeiten"),
        },
        other="id content_type",
        lifetime="eine Stunde, dann bis wieder jemand in der Redaktion arbeitet",
        of=lambda user: EditingSession.objects.filter(user=user),
    ),
    Holding(
        model="wagtailadmin.FormState",
        title="Vorschau ungespeicherter Seiten",
        items={
            "user": WHOSE,
            "data": Item("Eingaben", "zeigt die Vorschau; kann Namen enthalten"),
            "object_id": Item("Seite", WHAT),
            "last_updated_at": Item("zuletzt geändert", "begrenzt, wie lange die Eingaben bleiben"),
        },
        other="id content_type parent_object_id",
        lifetime="ein Tag, dann bis wieder jemand eine Vorschau öffnet",
        of=lambda user: FormState.objects.filter(user=user),
    ),
    Holding(
        model="wagtailcore.APIToken",
        title="Zugänge für Programme",
        items={
            "user": WHOSE,
            "name": Item("Name", "damit Sie den Zugang wiedererkennen"),
            "prefix": Item("Anfang des Schlüssels", "damit Sie den Zugang wiedererkennen"),
            "key_hash": Item("Schlüssel", "prüft den Zugang; nur als Prüfsumme", secret=True),
            "created": Item("angelegt", "zeigt, seit wann es den Zugang gibt"),
            "last_used_at": Item("zuletzt benutzt", "zeigt, ob der Zugang noch gebraucht wird"),
            "revoked_at": Item("widerrufen", "ein widerrufener Zugang gilt nicht mehr"),
        },
        other="id",
        lifetime=WITH_ACCOUNT,
        of=lambda user: core.APIToken.objects.filter(user=user),
    ),
    Holding(
        model="wagtailcore.PageSubscription",
        title="Abonnierte Seiten",
        items={
            "user": WHOSE,
            "page": Item("Seite", WHAT),
            "comment_notifications": Item("Mails zu Kommentaren", "sagt Ihnen, wenn jemand antwortet"),
        },
        other="id",
        lifetime=WITH_ACCOUNT,
        of=lambda user: core.PageSubscription.objects.filter(user=user),
    ),
]
WRITTEN = {
    "user": Item("geschrieben von", "zeigt, wer gefragt oder geantwortet hat"),
    "text": Item("Text", "was Sie der Redaktion zu einer Seite sagen; kann andere nennen"),
    "created_at": Item("geschrieben", "ordnet das Gespräch"),
    "updated_at": Item("bearbeitet", "ordnet das Gespräch"),
}
COMMENTS = [
    Holding(
        model="wagtailcore.Comment",
        title="Kommentare zu Seiten",
        items=WRITTEN
        | {
            "page": Item("Seite", WHAT),
            "resolved_at": Item("erledigt", "blendet Erledigtes aus"),
            "resolved_by": Item("erledigt von", TRACED),
        },
        other="id contentpath position revision_created",
        lifetime="bis Sie oder die Redaktion sie löschen oder das Konto gelöscht wird",
        of=lambda user: core.Comment.objects.filter(user=user),
        traces={"resolved_by": "page resolved_at"},
    ),
    Holding(
        model="wagtailcore.CommentReply",
        title="Antworten auf Kommentare",
        items=WRITTEN,
        other="id comment",
        lifetime="bis Sie oder die Redaktion sie löschen oder das Konto gelöscht wird",
        of=lambda user: core.CommentReply.objects.filter(user=user),
    ),
]
HOLDINGS = [*PEOPLE, *LOGS, *COMMENTS]
