"""Processing records (GDPR Art. 30) of members, of people who want to join, and of invited people."""

import re

from django.db.models import Q

from audit.processing_records import Area, Field, OnDelete, ProcessingRecord
from groups.models import (
    DraftLine,
    EmailInvitation,
    Invitation,
    JoinRequest,
    Mailing,
    MailingDraft,
    Membership,
    PendingSignup,
    Removal,
)

AREA = Area.GROUPS
WHICH = "zeigt, um welche Gruppe es geht"
WORDS = "sagt Mitgliedern und Eingeladenen, worum es geht; kann Namen oder Kontaktdaten enthalten"
DECIDING = "damit die Gruppenleitung entscheiden kann"
OUTCOME = "damit die Gruppenleitung sieht, was aus der Einladung wurde"
CONSENT = Field(
    "Text der Einwilligung", "belegt, worin Sie eingewilligt haben", shown=lambda row: row.consent_text.text
)
UNTIL_LEFT = "bis die Mitgliedschaft endet, die Gruppe oder das Konto gelöscht wird"
CHANGED = "bis die Gruppenleitung es ändert oder die Gruppe gelöscht wird; Name und Satz der Gruppe bleiben auch dann"

MEMBERSHIP = {
    "user": Field("Person", "zeigt, wer Mitglied ist"),
    "group": Field("Gruppe", WHICH),
    "role": Field("Rolle", "regelt, wer in der Gruppe was darf"),
    "joined_at": Field("dabei seit", "steht in der Liste der Mitglieder"),
    "invitation": Field("Einladung", "zählt, wie viele über einen Link gekommen sind"),
    "mailing": Field("Einladung per E-Mail", OUTCOME),
    "first_post_at": Field("erster Beitrag", "neue Mitglieder begrüßen, bis sie geschrieben haben"),
}
REQUEST = {
    "user": Field("Person", "zeigt, wer fragt"),
    "group": Field("Gruppe", WHICH),
    "invitation": Field("Einladung", "auf welchem Weg die Anfrage kam"),
    "mailing": Field("Einladung per E-Mail", "auf welchem Weg die Anfrage kam"),
    "why": Field("Warum gefragt wird", DECIDING),
    "reason": Field("Ihr Satz", DECIDING),
    "role": Field("Rolle", "welche Rolle die Einladung gibt"),
    "created_at": Field("gefragt", "ordnet die Anfragen"),
    "outcome": Field("Ergebnis", "sagt Ihnen und der Gruppenleitung, wie entschieden wurde"),
    "decided_at": Field("entschieden", "nach einer Ablehnung kann man nach 14 Tagen wieder fragen"),
    "decided_by": Field("entschieden von", "damit sich die Mitglieder der Gruppenleitung abstimmen können"),
    "words": Field("Worte zur Ablehnung", "stehen in der E-Mail mit der Antwort"),
}
PENDING = {
    "email": Field("E-Mail-Adresse", "dorthin geht der Code"),
    "name": Field("Name", "für das Konto, das beim Beitritt entsteht"),
    "place": Field("Stadt oder Gemeinde", "für das Konto, das beim Beitritt entsteht"),
    "group": Field("Gruppe", WHICH),
    "invitation": Field("Einladung", "auf welchem Weg der Beitritt begann"),
    "mailing": Field("Einladung per E-Mail", "auf welchem Weg der Beitritt begann"),
    "consent_text": CONSENT,
    "asks": Field("Anfrage", "ob Sie beitreten oder um Zugang bitten"),
    "reason": Field("Ihr Satz", DECIDING),
    "created_at": Field("angelegt", "begrenzt, wie lange der Link in der E-Mail gilt"),
    "expires_at": Field("Code gilt bis", "ein Code gilt 15 Minuten"),
    "used_at": Field("bestätigt", "jeder Code gilt einmal"),
    "attempts": Field("Versuche", "nach fünf falschen Codes ist Schluss"),
    "code_hash": Field("Code", "vergleicht, was eingegeben wird; nur als Prüfsumme", secret=True),
}
EMAIL_INVITATION = {
    "email": Field("E-Mail-Adresse", "dorthin geht die Einladung"),
    "name": Field("Name", "wie ihn die Gruppenleitung eingegeben hat; Vorschlag beim Beitritt"),
    "original_text": Field("eingegebene Zeile", "damit die Gruppenleitung einen Tippfehler findet"),
    "group": Field("Gruppe", WHICH),
    "mailing": Field("Liste", "zeigt, mit welcher Liste eingeladen wurde"),
    "reject_reason": Field("Warum keine E-Mail ging", OUTCOME),
    "mail": Field("wartende E-Mail", OUTCOME),
    "sent_at": Field("gesendet", OUTCOME),
    "used_at": Field("Link benutzt", "der Link meldet nur einmal ohne Code an"),
    "expires_at": Field("gilt bis", "eine Einladung gilt 30 Tage"),
    "reminded_at": Field("erinnert", "es wird nur einmal erinnert"),
    "accepted_at": Field("angenommen", OUTCOME),
    "declined_at": Field("abgelehnt", "damit keine Einladung in diese Gruppe mehr kommt"),
    "withdrawn_at": Field("widerrufen", OUTCOME),
    "failed_at": Field("nicht zustellbar", OUTCOME),
    "key_hash": Field("Schlüssel", "erkennt den Link aus der E-Mail; nur als Prüfsumme", secret=True),
}
INVITATION = {
    "created_by": Field("angelegt von", "steht auf der Einladung als Person, die einlädt"),
    "words": Field("Ihre Worte", "stehen auf der Einladung unter Ihrem Namen"),
    "label": Field("Bezeichnung", "damit die Gruppenleitung ihre Links unterscheidet"),
    "created_at": Field("angelegt", "ordnet die Links"),
    "group": Field("Gruppe", WHICH),
}
MAILING = {
    "created_by": Field("verschickt von", "steht auf der Einladung als Person, die einlädt"),
    "words": Field("Ihre Worte", "stehen in der E-Mail und auf der Einladung unter Ihrem Namen"),
    "created_at": Field("verschickt", "ordnet die Listen"),
    "group": Field("Gruppe", WHICH),
}


DRAFT = {
    "created_by": Field("Person", "zeigt, wessen Entwurf es ist"),
    "words": Field("Ihre Worte", "stehen in der E-Mail und auf der Einladung, sobald sie gesendet ist"),
    "changed_at": Field("zuletzt geändert", "nach sieben Tagen wird der Entwurf gelöscht"),
    "group": Field("Gruppe", WHICH),
}
DRAFT_LINE = {
    "original": Field("eingegebene Zeile", "damit die Gruppenleitung einen Tippfehler findet"),
    "address": Field("E-Mail-Adresse", "dorthin geht die Einladung, sobald sie gesendet ist"),
    "name": Field("Name", "wie ihn die Gruppenleitung eingegeben hat"),
}


def email_invitations_of(user):
    """Invitations to the person's addresses, also lines of a mailing that could not be read."""
    return EmailInvitation.objects.filter(Q(email__in=user.addresses) | holds_address(user, "original_text"))


def holds_address(user, *fields):
    """Whether the text of one of the fields holds one of the person's addresses."""
    found = Q(pk__in=[])
    for address in user.addresses:
        for field in fields:
            found |= Q(**{f"{field}__iregex": rf"(?<![\w.+-]){re.escape(address)}(?![\w-])"})
    return found


PROCESSING_RECORDS = [
    ProcessingRecord(
        model="groups.Membership",
        title="Mitgliedschaften",
        items=MEMBERSHIP,
        other="id",
        lifetime=UNTIL_LEFT,
        of=lambda user: Membership.objects.filter(user=user),
    ),
    ProcessingRecord(
        model="groups.JoinRequest",
        title="Anfragen an Gruppen",
        items=REQUEST,
        other="id",
        lifetime="bis entschieden ist, danach 90 Tage",
        of=lambda user: JoinRequest.objects.filter(user=user),
        traces={"decided_by": "group outcome decided_at"},
    ),
    ProcessingRecord(
        model="groups.Removal",
        title="Entfernungen aus Gruppen",
        items={
            "user": Field("Person", "zeigt, wer entfernt wurde"),
            "group": Field("Gruppe", WHICH),
            "removed_by": Field(
                "entfernt von", "damit sich die Mitglieder der Gruppenleitung abstimmen können"
            ),
            "reason": Field("Grund", "steht in der E-Mail an die Person und bei einer neuen Anfrage"),
            "removed_at": Field("entfernt", "steht bei einer neuen Anfrage"),
        },
        other="id",
        lifetime="bis die Gruppenleitung die Person wieder zulässt oder Gruppe oder Konto gelöscht wird",
        of=lambda user: Removal.objects.filter(user=user),
        traces={"removed_by": "group removed_at"},
    ),
    ProcessingRecord(
        model="groups.PendingSignup",
        title="Unbestätigte Anmeldungen",
        items=PENDING,
        other="id",
        lifetime="7 Tage",
        of=lambda user: PendingSignup.objects.filter(email__in=user.addresses),
    ),
    ProcessingRecord(
        model="groups.EmailInvitation",
        title="Einladungen per E-Mail",
        items=EMAIL_INVITATION,
        other="id line",
        lifetime="bis 30 Tage nach dem Ende der Einladung; der Wunsch, keine zu bekommen, 365 Tage",
        of=email_invitations_of,
    ),
    ProcessingRecord(
        model="groups.Invitation",
        title="Einladungslinks",
        items=INVITATION,
        other=(
            "id key mail_domains member_towns_only expires_at max_uses uses opened codes_sent confirmed needs_approval "
            "role landing_path paused_at revoked_at is_public show_thread_titles"
        ),
        lifetime="der Link bleibt; wer ihn angelegt hat und welche Worte darauf stehen, bis die Gruppe gelöscht wird",
        on_delete=OnDelete.EMPTY,
        of=lambda user: Invitation.objects.filter(created_by=user),
    ),
    ProcessingRecord(
        model="groups.Mailing",
        title="Listen von Einladungen per E-Mail",
        items=MAILING,
        other="id key label role revoked_at",
        lifetime="die Liste bleibt; wer sie verschickt hat und welche Worte dabei stehen, bis die Gruppe gelöscht wird",
        on_delete=OnDelete.EMPTY,
        of=lambda user: Mailing.objects.filter(created_by=user),
    ),
    ProcessingRecord(
        model="groups.MailingDraft",
        title="Entwürfe von Einladungen per E-Mail",
        items=DRAFT,
        other="id role mailing",
        lifetime="bis 7 Tage nach der letzten Änderung; die Liste, bis sie gesendet ist",
        of=lambda user: MailingDraft.objects.filter(created_by=user),
    ),
    ProcessingRecord(
        model="groups.DraftLine",
        title="Adressen in Entwürfen von Einladungen per E-Mail",
        items=DRAFT_LINE,
        other="id draft number is_dropped",
        lifetime="bis die Liste gesendet ist, höchstens bis 7 Tage nach ihrer letzten Änderung",
        of=lambda user: DraftLine.objects.filter(holds_address(user, "address", "original")),
    ),
    ProcessingRecord(
        model="groups.Group",
        title="Texte der Gruppen",
        items={
            "title": Field("Name der Gruppe", WORDS),
            "summary": Field("Worum es geht, in einem Satz", WORDS),
            "description": Field("Wofür die Gruppe da ist", WORDS),
            "rules": Field("Was hier gilt", WORDS),
            "welcome": Field("Worte zur Begrüßung", WORDS),
        },
        other=(
            "id archived_at delete_at deletion_notified_at deleted_at slug visibility join_policy order is_demo created_at "
            "without_lead_notified_at"
        ),
        lifetime=CHANGED,
        on_delete=OnDelete.KEEP,
    ),
]
NON_PERSONAL = {
    "groups.Group_theme_fields": "id group themefield",
    "groups.LegacyLink": "id token space_id group",
}
