"""What a member hears of the report that their city does the same."""

from notifications.kinds import Kind

GROUP = "cms.reuse"
EDITORS = "Die Redaktion"
SETTING = "Antworten auf Ihre Meldungen „Wir machen das nach“"

CONFIRMED = Kind(
    name="cms.reuse_confirmed",
    group=GROUP,
    sender=EDITORS,
    one="hat bestätigt, dass Ihre Stadt {title} nachnutzt",
    many="hat bestätigt, dass Ihre Stadt {title} nachnutzt",
    action="Zum Steckbrief",
    mail=None,
    setting=SETTING,
)
REJECTED = Kind(
    name="cms.reuse_rejected",
    group=GROUP,
    sender=EDITORS,
    one="hat Ihre Meldung zu {title} nicht übernommen",
    many="hat Ihre Meldung zu {title} nicht übernommen",
    action="Zum Steckbrief",
    mail=None,
    setting=SETTING,
)
KINDS = (CONFIRMED, REJECTED)
