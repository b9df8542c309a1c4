from accounts.models.audience import Audience
from accounts.models.consent import AnotherPublished, Consent, ConsentText
from accounts.models.experience import Experience, Level
from accounts.models.photo import Photo
from accounts.models.seen import Seen
from accounts.models.session import Session
from accounts.models.user import SiteRole, User

__all__ = [
    "AnotherPublished",
    "Audience",
    "Consent",
    "ConsentText",
    "Experience",
    "Level",
    "Photo",
    "Seen",
    "Session",
    "SiteRole",
    "User",
]
