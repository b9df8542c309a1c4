"""What is stored about people who have an account: profile, ways to sign in, devices."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator

from accounts.erasure import delete_anonymous_sessions, delete_wishes_for_address
from accounts.models import Consent, ConsentText, EmailChange, Experience, Photo, Session, User
from audit.processing_records import Area, Field, OnDelete, ProcessingRecord

AREA = Area.ACCOUNT
WITH_ACCOUNT = (
    "bis das Konto gelöscht wird: auf Wunsch, durch die Verwaltung oder 730 Tage nach der letzten Anmeldung "
    "(30 Tage vorher sagen wir per E-Mail Bescheid)"
)
OPTIONAL = "steht im Profil, wenn Sie es eintragen"
WHO_SEES = "damit Sie bestimmen, wer es sieht"


def visibility(what):
    return Field(f"Wer sieht {what}?", WHO_SEES)


PROFILE = {
    "email": Field("E-Mail-Adresse", "zum Anmelden und für E-Mails von uns"),
    "name": Field("Name", "steht bei allem, was Sie schreiben, und im Profil"),
    "function": Field("Funktion", OPTIONAL),
    "organisation": Field("Organisation", OPTIONAL),
    "municipality": Field("Stadt oder Gemeinde", "zeigt, woher die Mitglieder einer Gruppe kommen"),
    "other_place": Field("anderer Ort", "wenn die Stadt oder Gemeinde nicht in der Liste steht"),
    "seeks": Field("Ich suche", OPTIONAL),
    "offers": Field("Ich biete", OPTIONAL),
    "photo": Field("Verweis auf das Foto", "zeigt Ihr Foto neben dem Namen"),
    "visibility": visibility("Ihr Profil"),
    "place_visibility": visibility("Ihren Ort"),
    "function_visibility": visibility("Ihre Funktion"),
    "organisation_visibility": visibility("Ihre Organisation"),
    "themes_visibility": visibility("Ihre Erfahrung"),
    "seeks_visibility": visibility("„Ich suche“"),
    "offers_visibility": visibility("„Ich biete“"),
    "photo_visibility": visibility("Ihr Foto"),
    "email_visibility": visibility("Ihre E-Mail-Adresse"),
}
ACCOUNT = {
    "password": Field("Passwort", "zum Anmelden; nur als Prüfsumme, nicht im Klartext", secret=True),
    "last_login": Field("letzte Anmeldung", "um Konten zu finden, die niemand mehr benutzt"),
    "date_joined": Field("dabei seit", "zeigt, seit wann es das Konto gibt"),
    "is_active": Field("aktiv", "ein Konto, das gelöscht wird oder gesperrt ist, kann sich nicht anmelden"),
    "site_role": Field("Rolle auf der Website", "gibt Rechte der Verwaltung, Redaktion oder Site-Moderation"),
    "is_superuser": Field("Verwaltung", "gibt die Rechte der Verwaltung"),
}
SIGNED_IN = (
    "bis zur Abmeldung, höchstens 30 Tage, auf fremden Geräten 8 Stunden, in Redaktion und Verwaltung 12 Stunden; "
    "von nicht angemeldeten Browsern 24 Stunden. Abgelaufenes wird alle fünf Minuten gelöscht"
)
SESSION = {
    "user": Field("Person", "zeigt, wer auf dem Gerät angemeldet ist"),
    "device": Field(
        "Gerät", "Browser und Betriebssystem in Worten, damit Sie das Gerät in der Liste erkennen"
    ),
    "number": Field("Nummer", "damit Sie ein Gerät abmelden können"),
    "signed_in_at": Field("angemeldet seit", "begrenzt, wie lange die Anmeldung gilt"),
    "seen_at": Field("zuletzt aktiv", "wird einmal je Stunde notiert, in der Redaktion je Minute"),
    "expire_date": Field("gilt bis", "begrenzt, wie lange die Anmeldung gilt"),
    "session_key": Field("Schlüssel", "ihn trägt das Cookie, das Sie angemeldet hält", secret=True),
    "session_data": Field(
        "Zwischenstand", "womit Sie sich angemeldet haben, begonnene Schritte", secret=True
    ),
}
AUTHENTICATOR = {
    "user": Field("Person", "zeigt, wessen zweiter Faktor es ist"),
    "type": Field("Art", "App, Passkey oder Wiederherstellungscodes"),
    "data": Field(
        "Schlüssel und Name",
        "prüft Codes und Passkeys; Geheimnisse sind verschlüsselt. Im Export steht nur der Name des Passkeys",
        shown=lambda row: row.data.get("name", ""),
    ),
    "created_at": Field("eingerichtet", "steht in der Liste Ihrer Passkeys"),
    "last_used_at": Field("zuletzt benutzt", "steht in der Liste Ihrer Passkeys"),
}
PROCESSING_RECORDS = [
    ProcessingRecord(
        model="accounts.User",
        title="Konto und Profil",
        items=PROFILE | ACCOUNT,
        other="id",
        lifetime=WITH_ACCOUNT,
        of=lambda user: User.objects.filter(pk=user.pk),
    ),
    ProcessingRecord(
        model="accounts.Experience",
        title="Erfahrung in Themenfeldern",
        items={
            "user": Field("Person", "zeigt, um wessen Erfahrung es geht"),
            "theme_field": Field("Themenfeld", "damit sich findet, wer sich auskennt und wer fragt"),
            "level": Field("Erfahrung", "damit andere wissen, wen sie fragen können"),
            "seeks": Field("sucht Austausch", "damit andere wissen, wem sie helfen können"),
        },
        other="id",
        lifetime="bis Sie es im Profil ändern oder das Konto gelöscht wird",
        of=lambda user: Experience.objects.filter(user=user),
    ),
    ProcessingRecord(
        model="accounts.Photo",
        title="Foto",
        items={
            "owner": Field("Person", "zeigt, wessen Foto es ist"),
            "small": Field("Foto, 96 Bildpunkte", "steht neben Ihrem Namen", file="foto-klein.webp"),
            "large": Field("Foto, 320 Bildpunkte", "steht in Ihrem Profil", file="foto-gross.webp"),
        },
        other="key",
        lifetime="bis Sie es entfernen oder das Konto gelöscht wird; in Browsern anderer bis zu einem Tag länger",
        of=lambda user: Photo.objects.filter(owner=user),
    ),
    ProcessingRecord(
        model="accounts.Session",
        title="Anmeldungen und Geräte",
        items=SESSION,
        lifetime=SIGNED_IN,
        of=lambda user: Session.objects.filter(user=user),
        erase=delete_anonymous_sessions,
    ),
    ProcessingRecord(
        model="mfa.Authenticator",
        title="App, Passkeys und Wiederherstellungscodes",
        items=AUTHENTICATOR,
        other="id",
        lifetime="bis Sie es entfernen oder das Konto gelöscht wird",
        of=lambda user: Authenticator.objects.filter(user=user),
    ),
    ProcessingRecord(
        model="account.EmailAddress",
        title="Bestätigte E-Mail-Adresse",
        items={
            "user": Field("Person", "zeigt, wessen Adresse es ist"),
            "email": Field("E-Mail-Adresse", "für die Anmeldung mit einem Code"),
            "verified": Field("bestätigt", "ob Sie gezeigt haben, dass die Adresse Ihnen gehört"),
            "primary": Field("Hauptadresse", "an welche Adresse E-Mails gehen"),
        },
        other="id",
        lifetime=WITH_ACCOUNT,
        of=lambda user: EmailAddress.objects.filter(user=user),
    ),
    ProcessingRecord(
        model="account.EmailConfirmation",
        title="Bestätigung einer Adresse",
        items={
            "email_address": Field("E-Mail-Adresse", "welche Adresse bestätigt wird"),
            "created": Field("angelegt", "begrenzt, wie lange die Bestätigung gilt"),
            "sent": Field("gesendet", "begrenzt, wie lange die Bestätigung gilt"),
            "key": Field("Schlüssel", "steht in der E-Mail zur Bestätigung", secret=True),
        },
        other="id",
        lifetime="die Tabelle bleibt leer: Adressen werden beim Beitreten bestätigt",
        of=lambda user: EmailConfirmation.objects.filter(email_address__user=user),
    ),
    ProcessingRecord(
        model="accounts.EmailChange",
        title="Änderung der E-Mail-Adresse",
        items={
            "user": Field("Person", "zeigt, wessen Adresse sich ändern soll"),
            "email": Field("neue E-Mail-Adresse", "damit sie bestätigt werden kann"),
            "created_at": Field("gewünscht", "begrenzt, wie lange die Links gelten"),
            "old_confirmed_at": Field(
                "von der bisherigen Adresse bestätigt", "erst beide zusammen ändern sie"
            ),
            "new_confirmed_at": Field("von der neuen Adresse bestätigt", "erst beide zusammen ändern sie"),
        },
        other="id",
        lifetime="bis beide Adressen bestätigt haben, höchstens 24 Stunden",
        of=lambda user: EmailChange.objects.filter(user=user),
        erase=delete_wishes_for_address,
    ),
    ProcessingRecord(
        model="accounts.User_groups",
        title="Rechte durch eine Rolle",
        items={
            "user": Field("Person", "zeigt, wer die Rechte hat"),
            "group": Field("Rolle", "gibt die Rechte der Redaktion oder der Site-Moderation"),
        },
        other="id",
        lifetime="bis die Verwaltung die Rolle ändert oder das Konto gelöscht wird",
        of=lambda user: User.groups.through.objects.filter(user=user),
    ),
    ProcessingRecord(
        model="accounts.User_user_permissions",
        title="Einzelne Rechte",
        items={
            "user": Field("Person", "zeigt, wer das Recht hat"),
            "permission": Field("Recht", "ein einzelnes Recht in der Redaktion"),
        },
        other="id",
        lifetime="bis die Verwaltung sie entzieht oder das Konto gelöscht wird",
        of=lambda user: User.user_permissions.through.objects.filter(user=user),
    ),
    ProcessingRecord(
        model="accounts.Consent",
        title="Einwilligungen",
        items={
            "user": Field("Person", "zeigt, wer eingewilligt hat"),
            "text": Field("Text", "worin Sie eingewilligt haben", shown=lambda row: row.text.text),
            "given_at": Field("Zeitpunkt", "weist nach, wann eingewilligt wurde"),
        },
        other="id",
        lifetime=WITH_ACCOUNT,
        of=lambda user: Consent.objects.filter(user=user.pk),
    ),
    ProcessingRecord(
        model="accounts.ConsentText",
        title="Fassungen der Einwilligung",
        items={"published_by": Field("Person", "zeigt der Verwaltung, wer die Fassung veröffentlicht hat")},
        other="id text changed after published_at",
        lifetime="die Fassung bleibt; wer sie veröffentlicht hat, bis das Konto gelöscht wird",
        on_delete=OnDelete.EMPTY,
        of=lambda user: ConsentText.objects.filter(published_by=user.pk),
    ),
]
NON_PERSONAL = {"accounts.SignInCode": "digest attempts expires_at"}
