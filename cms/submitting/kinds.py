"""What the author of a submission hears at the bell, of each step."""

from notifications.kinds import Kind

STEP = {
    "group": "cms.submission",
    "sender": "Die Redaktion",
    "mail": None,
    "setting": "Ihre Steckbriefe und Vorschläge",
}
RECEIVED = "hat {title} bekommen und prüft den Text"
RETURNED_WORDS = "bittet um Änderungen an {title}"
PUBLISHED_WORDS = "hat {title} veröffentlicht"

IN_REVIEW = Kind(name="cms.in_review", one=RECEIVED, many=RECEIVED, is_addressed=False, **STEP)
RETURNED = Kind(
    name="cms.returned", one=RETURNED_WORDS, many=RETURNED_WORDS, action="Weiterschreiben", **STEP
)
PUBLISHED = Kind(name="cms.published", one=PUBLISHED_WORDS, many=PUBLISHED_WORDS, action="Ansehen", **STEP)
KINDS = (IN_REVIEW, RETURNED, PUBLISHED)
