"""The notification kinds of joining: requests to the leads, answers to who asked, invitations to people with an account."""

from notifications.kinds import Kind

LEADS = "Die Gruppenleitung"

REQUESTED = Kind(
    name="groups.requested",
    group="groups.request",
    one="möchte in die Gruppe {title}",
    many="möchten in die Gruppe {title}",
    mail="join_request",
    setting="Anfragen an Ihre Gruppen",
    # The member's home has a section of its own for them.
    is_addressed=False,
)
APPROVED = Kind(
    name="groups.approved",
    group="groups.answer",
    sender=LEADS,
    one="hat Ihre Anfrage für {title} freigegeben",
    many="hat Ihre Anfrage für {title} freigegeben",
    action="Zur Gruppe",
    mail="join_approved",
    setting="Antworten auf Ihre Anfragen",
)
DECLINED = Kind(
    name="groups.declined",
    group="groups.answer",
    sender=LEADS,
    one="hat Ihre Anfrage für {title} abgelehnt",
    many="hat Ihre Anfrage für {title} abgelehnt",
    action="Ansehen",
    mail="join_declined",
    setting="Antworten auf Ihre Anfragen",
)
INVITED = Kind(
    name="groups.invited",
    group="groups.invitation",
    one="lädt Sie in die Gruppe {title} ein",
    many="laden Sie in die Gruppe {title} ein",
    action="Ansehen",
    mail="mail_invitation",
    setting="Einladungen in Gruppen",
)
KINDS = (REQUESTED, APPROVED, DECLINED, INVITED)
