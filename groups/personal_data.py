"""What is stored about members of groups, and about those who want to come in or are invited."""

from audit.personal_data import Fate, Holding, Item
from groups.models import Invitation, JoinRequest, Membership, PendingJoin, Recipient, Removal

WHICH = "zeigt, um welche Gruppe es geht"
WORDS = "sagt Mitgliedern und Eingeladenen, worum es geht; kann Namen oder Kontaktdaten enthalten"
DECIDING = "damit die Gruppenleitung entscheiden kann"
WAY_IN = "damit die Gruppenleitung sieht, was aus der Einladung wurde"
CONSENT = Item(
    "Text der Einwilligung", "belegt, worin Sie eingewilligt haben", shown=lambda row: row.consent_text.text
)
UNTIL_LEFT = "bis die Mitgliedschaft endet, die Gruppe oder das Konto gelöscht wird"
CHANGED = "bis die Gruppenleitung es ändert oder die Gruppe gelöscht wird; Name und Satz der Gruppe bleiben auch dann"

MEMBERSHIP = {
    "user": Item("Person", "zeigt, wer Mitglied ist"),
    "group": Item("Gruppe", WHICH),
    "role": Item("Rolle", "regelt, wer in der Gruppe was darf"),
    "joined_at": Item("dabei seit", "steht in der Liste der Mitglieder"),
    "invitation": Item("Einladung", "zählt, wie viele über einen Link gekommen sind"),
    "first_post_at": Item("erster Beitrag", "neue Mitglieder begrüßen, bis sie geschrieben haben"),
}
REQUEST = {
    "user": Item("Person", "zeigt, wer fragt"),
    "group": Item("Gruppe", WHICH),
    "invitation": Item("Einladung", "auf welchem Weg die Anfrage kam"),
    "why": Item("Warum gefragt wird", DECIDING),
    "reason": Item("Ihr Satz", DECIDING),
    "role": Item("Rolle", "welche Rolle die Einladung gibt"),
    "created_at": Item("gefragt", "ordnet die Anfragen"),
    "outcome": Item("Ergebnis", "sagt Ihnen und der Gruppenleitung, wie entschieden wurde"),
    "decided_at": Item("entschieden", "nach einer Ablehnung kann man nach 14 Tagen wieder fragen"),
    "decided_by": Item("entschieden von", "damit sich die Leitungen untereinander abstimmen können"),
    "words": Item("Worte zur Ablehnung", "stehen in der Mail mit der Antwort"),
}
PENDING = {
    "email": Item("E-Mail-Adresse", "dorthin geht der Code"),
    "name": Item("Name", "für das Konto, das beim Beitritt entsteht"),
    "place": Item("Stadt oder Gemeinde", "für das Konto, das beim Beitritt entsteht"),
    "group": Item("Gruppe", WHICH),
    "invitation": Item("Einladung", "auf welchem Weg der Beitritt begann"),
    "consent_text": CONSENT,
    "asks": Item("Anfrage", "ob Sie beitreten oder um Zugang bitten"),
    "reason": Item("Ihr Satz", DECIDING),
    "created_at": Item("angelegt", "begrenzt, wie lange der Link in der Mail gilt"),
    "expires_at": Item("Code gilt bis", "ein Code gilt 15 Minuten"),
    "used_at": Item("bestätigt", "jeder Code gilt einmal"),
    "attempts": Item("Versuche", "nach fünf falschen Codes ist Schluss"),
    "code_hash": Item("Code", "vergleicht, was eingegeben wird; nur als Prüfsumme", secret=True),
}
RECIPIENT = {
    "email": Item("E-Mail-Adresse", "dorthin geht die Einladung"),
    "name": Item("Name", "wie ihn die Gruppenleitung eingegeben hat; Vorschlag beim Beitritt"),
    "typed": Item("eingegebene Zeile", "damit die Gruppenleitung einen Tippfehler findet"),
    "group": Item("Gruppe", WHICH),
    "invitation": Item("Einladung", "zeigt, mit welcher Liste eingeladen wurde"),
    "problem": Item("Warum keine Mail ging", WAY_IN),
    "mail": Item("wartende Mail", WAY_IN),
    "sent_at": Item("gesendet", WAY_IN),
    "used_at": Item("Link benutzt", "der Link meldet nur einmal ohne Code an"),
    "expires_at": Item("gilt bis", "eine Einladung gilt 30 Tage"),
    "reminded_at": Item("erinnert", "es wird nur einmal erinnert"),
    "accepted_at": Item("angenommen", WAY_IN),
    "declined_at": Item("abgelehnt", "damit keine Einladung in diese Gruppe mehr kommt"),
    "withdrawn_at": Item("zurückgezogen", WAY_IN),
    "failed_at": Item("nicht zustellbar", WAY_IN),
    "key_hash": Item("Schlüssel", "erkennt den Link aus der Mail; nur als Prüfsumme", secret=True),
}
INVITATION = {
    "created_by": Item("angelegt von", "steht auf der Einladung als Person, die einlädt"),
    "words": Item("Ihre Worte", "stehen auf der Einladung unter Ihrem Namen"),
    "label": Item("Bezeichnung", "damit die Gruppenleitung ihre Links unterscheidet"),
    "created_at": Item("angelegt", "ordnet die Links"),
    "group": Item("Gruppe", WHICH),
}
HOLDINGS = [
    Holding(
        model="groups.Membership",
        title="Mitgliedschaften",
        items=MEMBERSHIP,
        other="id",
        lifetime=UNTIL_LEFT,
        of=lambda user: Membership.objects.filter(user=user),
    ),
    Holding(
        model="groups.JoinRequest",
        title="Anfragen an Gruppen",
        items=REQUEST,
        other="id",
        lifetime="bis entschieden ist, danach 90 Tage",
        of=lambda user: JoinRequest.objects.filter(user=user),
        traces={"decided_by": "group outcome decided_at"},
    ),
    Holding(
        model="groups.Removal",
        title="Entfernungen aus Gruppen",
        items={
            "user": Item("Person", "zeigt, wer entfernt wurde"),
            "group": Item("Gruppe", WHICH),
            "removed_by": Item("entfernt von", "damit sich die Leitungen untereinander abstimmen können"),
            "reason": Item("Grund", "steht in der Mail an die Person und bei einer neuen Anfrage"),
            "removed_at": Item("entfernt", "steht bei einer neuen Anfrage"),
        },
        other="id",
        lifetime="bis die Gruppenleitung die Person wieder zulässt oder Gruppe oder Konto gelöscht wird",
        of=lambda user: Removal.objects.filter(user=user),
        traces={"removed_by": "group removed_at"},
    ),
    Holding(
        model="groups.PendingJoin",
        title="Unbestätigte Anmeldungen",
        items=PENDING,
        other="id",
        lifetime="7 Tage",
        of=lambda user: PendingJoin.objects.filter(email=user.email),
    ),
    Holding(
        model="groups.Recipient",
        title="Einladungen per Mail",
        items=RECIPIENT,
        other="id line",
        lifetime="bis 30 Tage nach dem Ende der Einladung; der Wunsch, keine zu bekommen, 365 Tage",
        of=lambda user: Recipient.objects.filter(email=user.email),
    ),
    Holding(
        model="groups.Invitation",
        title="Einladungslinks",
        items=INVITATION,
        other=(
            "id key mail_domains member_towns_only expires_at max_uses uses opened codes_sent confirmed needs_approval "
            "role landing_path paused_at revoked_at is_personal is_public show_thread_titles"
        ),
        lifetime="der Link bleibt; wer ihn angelegt hat und welche Worte darauf stehen, bis die Gruppe gelöscht wird",
        fate=Fate.STAYS,
        of=lambda user: Invitation.objects.filter(created_by=user),
    ),
    Holding(
        model="groups.Group",
        title="Texte der Gruppen",
        items={
            "title": Item("Name der Gruppe", WORDS),
            "summary": Item("Worum es geht, in einem Satz", WORDS),
            "description": Item("Wofür die Gruppe da ist", WORDS),
            "rules": Item("Was hier gilt", WORDS),
            "welcome": Item("Worte zur Begrüßung", WORDS),
        },
        other=(
            "id archived_at delete_at deletion_told_at deleted_at slug visibility join_policy order is_demo created_at "
            "unled_told_at"
        ),
        lifetime=CHANGED,
        fate=Fate.APART,
    ),
]
NOBODYS = {
    "groups.Group_theme_fields": "id group themefield",
    "groups.LegacyLink": "id token space_id group",
}
