"""What Wagtail stores about the people who work in /redaktion/."""

from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail import models as core
from wagtail.admin.models import EditingSession, FormState
from wagtail.users.models import UserProfile

from accounts.models import User
from audit.processing_records import Area, Field, OnDelete, ProcessingRecord
from markup.words import FORMER_MEMBER

WHOSE = Field("Person", "zeigt, um wen es geht")
WHAT = "zeigt, welcher Inhalt gemeint ist"
HOW = "stellt die Oberfläche der Redaktion so ein, wie Sie es möchten"
TRACED = "macht nachvollziehbar, wer was geändert hat"
WITH_ACCOUNT = "bis das Konto gelöscht wird"


def log(model, title, about, **extra):
    items = {
        "user": Field("wer", TRACED),
        "timestamp": Field("wann", TRACED),
        "action": Field("was", TRACED),
        "label": Field("woran", "nennt den Inhalt oder die Person, um die es ging"),
        "data": Field("Einzelheiten", "etwa den früheren Titel; kann Namen enthalten"),
    }
    return ProcessingRecord(
        model=model,
        area=Area.ADMIN,
        title=title,
        items=items | extra.pop("items", {}),
        lifetime="365 Tage",
        on_delete=OnDelete.EMPTY,
        of=about,
        **extra,
    )


def about_user(user):
    themselves = Q(content_type__app_label="accounts", content_type__model="user", object_id=str(user.pk))
    return core.ModelLogEntry.objects.filter(Q(user=user.pk) | themselves)


def anonymise_log(user):
    """Removes the names from log entries about the account; that something was done, and the account's id, stay."""
    accounts = ContentType.objects.get_for_model(User)
    entries = core.ModelLogEntry.objects.filter(content_type=accounts, object_id=str(user.pk))
    entries.update(label=FORMER_MEMBER, data={})


def delete_avatar(user):
    """Deletes the avatar; its file is deleted when the transaction is committed."""
    for profile in UserProfile.objects.filter(user=user.pk).exclude(avatar=""):
        transaction.on_commit(partial(profile.avatar.storage.delete, profile.avatar.name))


LOGS = [
    log(
        "wagtailcore.PageLogEntry",
        "Änderungen an Seiten",
        lambda user: core.PageLogEntry.objects.filter(user=user.pk),
        items={"page": Field("Seite", WHAT)},
        other="id content_type uuid revision content_changed deleted",
    ),
    log(
        "wagtailcore.ModelLogEntry",
        "Änderungen an anderen Inhalten",
        about_user,
        erase=anonymise_log,
        items={"object_id": Field("Nummer", WHAT)},
        other="id content_type uuid revision content_changed deleted",
    ),
]
PEOPLE = [
    ProcessingRecord(
        model="wagtailusers.UserProfile",
        area=Area.ADMIN,
        title="Einstellungen in der Redaktion",
        items={
            "user": WHOSE,
            "submitted_notifications": Field("E-Mails zu eingereichten Seiten", HOW),
            "approved_notifications": Field("E-Mails zu freigegebenen Seiten", HOW),
            "rejected_notifications": Field("E-Mails zu abgelehnten Seiten", HOW),
            "updated_comments_notifications": Field("E-Mails zu Kommentaren", HOW),
            "preferred_language": Field("Sprache", HOW),
            "current_time_zone": Field("Zeitzone", HOW),
            "avatar": Field("Bild", "zeigt Sie in der Redaktion", file="bild-in-der-redaktion"),
            "dismissibles": Field("ausgeblendete Hinweise", HOW),
            "theme": Field("hell oder dunkel", HOW),
            "contrast": Field("Kontrast", HOW),
            "density": Field("Dichte", HOW),
            "keyboard_shortcuts": Field("Tastenkürzel", HOW),
        },
        other="id",
        lifetime=WITH_ACCOUNT,
        of=lambda user: UserProfile.objects.filter(user=user),
        erase=delete_avatar,
    ),
    ProcessingRecord(
        model="wagtailadmin.EditingSession",
        area=Area.ADMIN,
        title="Wer gerade eine Seite bearbeitet",
        items={
            "user": WHOSE,
            "object_id": Field("Seite", WHAT),
            "last_seen_at": Field("zuletzt aktiv", "warnt, wenn zwei dasselbe bearbeiten"),
            "is_editing": Field("bearbeitet", "warnt, wenn zwei dasselbe bearbeiten"),
        },
        other="id content_type",
        lifetime="eine Stunde, dann bis wieder jemand in der Redaktion arbeitet",
        of=lambda user: EditingSession.objects.filter(user=user),
    ),
    ProcessingRecord(
        model="wagtailadmin.FormState",
        area=Area.ADMIN,
        title="Vorschau ungespeicherter Seiten",
        items={
            "user": WHOSE,
            "data": Field("Eingaben", "zeigt die Vorschau; kann Namen enthalten"),
            "object_id": Field("Seite", WHAT),
            "last_updated_at": Field("zuletzt geändert", "begrenzt, wie lange die Eingaben bleiben"),
        },
        other="id content_type parent_object_id",
        lifetime="ein Tag, dann bis wieder jemand eine Vorschau öffnet",
        of=lambda user: FormState.objects.filter(user=user),
    ),
    ProcessingRecord(
        model="wagtailcore.APIToken",
        area=Area.ADMIN,
        title="Zugänge für Programme",
        items={
            "user": WHOSE,
            "name": Field("Name", "damit Sie den Zugang wiedererkennen"),
            "prefix": Field("Anfang des Schlüssels", "damit Sie den Zugang wiedererkennen"),
            "key_hash": Field("Schlüssel", "prüft den Zugang; nur als Prüfsumme", secret=True),
            "created": Field("angelegt", "zeigt, seit wann es den Zugang gibt"),
            "last_used_at": Field("zuletzt benutzt", "zeigt, ob der Zugang noch gebraucht wird"),
            "revoked_at": Field("widerrufen", "ein widerrufener Zugang gilt nicht mehr"),
        },
        other="id",
        lifetime=WITH_ACCOUNT,
        of=lambda user: core.APIToken.objects.filter(user=user),
    ),
    ProcessingRecord(
        model="wagtailcore.PageSubscription",
        area=Area.ADMIN,
        title="Abonnierte Seiten",
        items={
            "user": WHOSE,
            "page": Field("Seite", WHAT),
            "comment_notifications": Field("E-Mails zu Kommentaren", "sagt Ihnen, wenn jemand antwortet"),
        },
        other="id",
        lifetime=WITH_ACCOUNT,
        of=lambda user: core.PageSubscription.objects.filter(user=user),
    ),
]
WRITTEN = {
    "user": Field("geschrieben von", "zeigt, wer gefragt oder geantwortet hat"),
    "text": Field("Text", "was Sie der Redaktion zu einer Seite sagen; kann andere nennen"),
    "created_at": Field("geschrieben", "ordnet das Gespräch"),
    "updated_at": Field("bearbeitet", "ordnet das Gespräch"),
}
COMMENTS = [
    ProcessingRecord(
        model="wagtailcore.Comment",
        area=Area.ADMIN,
        title="Kommentare zu Seiten",
        items=WRITTEN
        | {
            "page": Field("Seite", WHAT),
            "resolved_at": Field("erledigt", "blendet Erledigtes aus"),
            "resolved_by": Field("erledigt von", TRACED),
        },
        other="id contentpath position revision_created",
        lifetime="bis Sie oder die Redaktion sie löschen oder das Konto gelöscht wird",
        of=lambda user: core.Comment.objects.filter(user=user),
        traces={"resolved_by": "page resolved_at"},
    ),
    ProcessingRecord(
        model="wagtailcore.CommentReply",
        area=Area.ADMIN,
        title="Antworten auf Kommentare",
        items=WRITTEN,
        other="id comment",
        lifetime="bis Sie oder die Redaktion sie löschen oder das Konto gelöscht wird",
        of=lambda user: core.CommentReply.objects.filter(user=user),
    ),
]
PROCESSING_RECORDS = [*PEOPLE, *LOGS, *COMMENTS]
