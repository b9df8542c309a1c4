"""What is stored about people who have an account: profile, ways to sign in, devices."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator

from accounts.models import Consent, ConsentText, Experience, Photo, Session, User
from audit.personal_data import Fate, Holding, Item

WITH_ACCOUNT = (
    "bis das Konto gelöscht wird: auf Wunsch, durch die Verwaltung oder 730 Tage nach der letzten Anmeldung "
    "(30 Tage vorher sagen wir per Mail Bescheid)"
)
TOLD = "steht im Profil, wenn Sie es eintragen"
WHO_SEES = "damit Sie bestimmen, wer es sieht"


def audience(what):
    return Item(f"Wer sieht {what}?", WHO_SEES)


PROFILE = {
    "email": Item("E-Mail-Adresse", "zum Anmelden und für Mails von uns"),
    "name": Item("Name", "steht bei allem, was Sie schreiben, und im Profil"),
    "names_since": Item("bisherige Namen und seit wann", "damit mit dem Konto auch sie aus den Texten gehen"),
    "former_addresses": Item("frühere E-Mail-Adressen", "damit mit dem Konto auch sie gehen"),
    "function": Item("Funktion", TOLD),
    "organisation": Item("Organisation", TOLD),
    "municipality": Item("Stadt oder Gemeinde", "zeigt, woher die Mitglieder einer Gruppe kommen"),
    "other_place": Item("anderer Ort", "wenn die Stadt oder Gemeinde nicht in der Liste steht"),
    "seeks": Item("Ich suche", TOLD),
    "offers": Item("Ich biete", TOLD),
    "photo": Item("Verweis auf das Foto", "zeigt Ihr Foto neben dem Namen"),
    "audience": audience("Ihr Profil"),
    "place_audience": audience("Ihren Ort"),
    "function_audience": audience("Ihre Funktion"),
    "organisation_audience": audience("Ihre Organisation"),
    "themes_audience": audience("Ihre Erfahrung"),
    "seeks_audience": audience("„Ich suche“"),
    "offers_audience": audience("„Ich biete“"),
    "photo_audience": audience("Ihr Foto"),
    "email_audience": audience("Ihre E-Mail-Adresse"),
}
ACCOUNT = {
    "password": Item("Passwort", "zum Anmelden; nur als Prüfsumme, nicht im Klartext", secret=True),
    "last_login": Item("letzte Anmeldung", "um Konten zu finden, die niemand mehr benutzt"),
    "date_joined": Item("dabei seit", "zeigt, seit wann es das Konto gibt"),
    "is_active": Item("aktiv", "ein Konto, das gelöscht wird oder gesperrt ist, kann sich nicht anmelden"),
    "site_role": Item("Rolle auf der Website", "gibt Rechte der Verwaltung, Redaktion oder Site-Moderation"),
    "is_superuser": Item("Verwaltung", "gibt die Rechte der Verwaltung"),
}
SIGNED_IN = (
    "bis zur Abmeldung, höchstens 30 Tage, auf fremden Geräten 8 Stunden, in Redaktion und Verwaltung 12 Stunden; "
    "von nicht angemeldeten Browsern 24 Stunden. Abgelaufenes wird alle fünf Minuten gelöscht"
)
SESSION = {
    "user": Item("Person", "zeigt, wer auf dem Gerät angemeldet ist"),
    "device": Item(
        "Gerät", "Browser und Betriebssystem in Worten, damit Sie das Gerät in der Liste erkennen"
    ),
    "number": Item("Nummer", "damit Sie ein Gerät abmelden können"),
    "signed_in_at": Item("angemeldet seit", "begrenzt, wie lange die Anmeldung gilt"),
    "seen_at": Item("zuletzt aktiv", "wird einmal je Stunde notiert, in der Redaktion je Minute"),
    "expire_date": Item("gilt bis", "begrenzt, wie lange die Anmeldung gilt"),
    "session_key": Item("Schlüssel", "ihn trägt das Cookie, das Sie angemeldet hält", secret=True),
    "session_data": Item("Zwischenstand", "womit Sie sich angemeldet haben, begonnene Schritte", secret=True),
}
AUTHENTICATOR = {
    "user": Item("Person", "zeigt, wessen zweiter Faktor es ist"),
    "type": Item("Art", "App, Passkey oder Wiederherstellungscodes"),
    "data": Item(
        "Schlüssel und Name",
        "prüft Codes und Passkeys; Geheimnisse sind verschlüsselt. Im Export steht nur der Name des Passkeys",
        shown=lambda row: row.data.get("name", ""),
    ),
    "created_at": Item("eingerichtet", "steht in der Liste Ihrer Passkeys"),
    "last_used_at": Item("zuletzt benutzt", "steht in der Liste Ihrer Passkeys"),
}
HOLDINGS = [
    Holding(
        model="accounts.User",
        title="Konto und Profil",
        items=PROFILE | ACCOUNT,
        other="id",
        lifetime=WITH_ACCOUNT,
        of=lambda user: User.objects.filter(pk=user.pk),
    ),
    Holding(
        model="accounts.Experience",
        title="Erfahrung in Themenfeldern",
        items={
            "user": Item("Person", "zeigt, um wessen Erfahrung es geht"),
            "theme_field": Item("Themenfeld", "damit sich findet, wer sich auskennt und wer fragt"),
            "level": Item("Erfahrung", "damit andere wissen, wen sie fragen können"),
            "seeks": Item("sucht Austausch", "damit andere wissen, wem sie helfen können"),
        },
        other="id",
        lifetime="bis Sie es im Profil ändern oder das Konto gelöscht wird",
        of=lambda user: Experience.objects.filter(user=user),
    ),
    Holding(
        model="accounts.Photo",
        title="Foto",
        items={
            "owner": Item("Person", "zeigt, wessen Foto es ist"),
            "small": Item("Foto, 96 Bildpunkte", "steht neben Ihrem Namen", file="foto-klein.webp"),
            "large": Item("Foto, 320 Bildpunkte", "steht in Ihrem Profil", file="foto-gross.webp"),
        },
        other="key",
        lifetime="bis Sie es entfernen oder das Konto gelöscht wird; in Browsern anderer bis zu einem Tag länger",
        of=lambda user: Photo.objects.filter(owner=user),
    ),
    Holding(
        model="accounts.Session",
        title="Anmeldungen und Geräte",
        items=SESSION,
        lifetime=SIGNED_IN,
        of=lambda user: Session.objects.filter(user=user),
    ),
    Holding(
        model="mfa.Authenticator",
        title="App, Passkeys und Wiederherstellungscodes",
        items=AUTHENTICATOR,
        other="id",
        lifetime="bis Sie es entfernen oder das Konto gelöscht wird",
        of=lambda user: Authenticator.objects.filter(user=user),
    ),
    Holding(
        model="account.EmailAddress",
        title="Bestätigte E-Mail-Adresse",
        items={
            "user": Item("Person", "zeigt, wessen Adresse es ist"),
            "email": Item("E-Mail-Adresse", "für die Anmeldung mit einem Code"),
            "verified": Item("bestätigt", "ob Sie gezeigt haben, dass die Adresse Ihnen gehört"),
            "primary": Item("Hauptadresse", "an welche Adresse Mails gehen"),
        },
        other="id",
        lifetime=WITH_ACCOUNT,
        of=lambda user: EmailAddress.objects.filter(user=user),
    ),
    Holding(
        model="account.EmailConfirmation",
        title="Bestätigung einer Adresse",
        items={
            "email_address": Item("E-Mail-Adresse", "welche Adresse bestätigt wird"),
            "created": Item("angelegt", "begrenzt, wie lange die Bestätigung gilt"),
            "sent": Item("gesendet", "begrenzt, wie lange die Bestätigung gilt"),
            "key": Item("Schlüssel", "steht in der Mail zur Bestätigung", secret=True),
        },
        other="id",
        lifetime="die Tabelle bleibt leer: Adressen werden beim Beitreten bestätigt",
        of=lambda user: EmailConfirmation.objects.filter(email_address__user=user),
    ),
    Holding(
        model="accounts.User_groups",
        title="Rechte durch eine Rolle",
        items={
            "user": Item("Person", "zeigt, wer die Rechte hat"),
            "group": Item("Rolle", "gibt die Rechte der Redaktion oder der Site-Moderation"),
        },
        other="id",
        lifetime="bis die Verwaltung die Rolle ändert oder das Konto gelöscht wird",
        of=lambda user: User.groups.through.objects.filter(user=user),
    ),
    Holding(
        model="accounts.User_user_permissions",
        title="Einzelne Rechte",
        items={
            "user": Item("Person", "zeigt, wer das Recht hat"),
            "permission": Item("Recht", "ein einzelnes Recht in der Redaktion"),
        },
        other="id",
        lifetime="bis die Verwaltung sie entzieht oder das Konto gelöscht wird",
        of=lambda user: User.user_permissions.through.objects.filter(user=user),
    ),
    Holding(
        model="accounts.Consent",
        title="Einwilligungen",
        items={
            "user": Item("Person", "zeigt, wer eingewilligt hat"),
            "text": Item("Text", "worin Sie eingewilligt haben", shown=lambda row: row.text.text),
            "given_at": Item("Zeitpunkt", "weist nach, wann eingewilligt wurde"),
        },
        other="id",
        lifetime=WITH_ACCOUNT,
        of=lambda user: Consent.objects.filter(user=user.pk),
    ),
    Holding(
        model="accounts.ConsentText",
        title="Fassungen der Einwilligung",
        items={"published_by": Item("Person", "zeigt der Verwaltung, wer die Fassung veröffentlicht hat")},
        other="id text changed after published_at",
        lifetime="die Fassung bleibt; wer sie veröffentlicht hat, bis das Konto gelöscht wird",
        fate=Fate.STAYS,
        of=lambda user: ConsentText.objects.filter(published_by=user.pk),
    ),
]
