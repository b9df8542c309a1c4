from accounts.models.consent import AnotherPublished, Consent, ConsentText
from accounts.models.email_change import EmailChange
from accounts.models.experience import Experience, Level
from accounts.models.photo import Photo
from accounts.models.session import Session
from accounts.models.sign_in_code import SignInCode
from accounts.models.user import SiteRole, User
from accounts.models.visibility import ProfileVisibility
from accounts.models.visible_profile import VisibleProfile

__all__ = [
    "AnotherPublished",
    "Consent",
    "ConsentText",
    "EmailChange",
    "Experience",
    "Level",
    "Photo",
    "ProfileVisibility",
    "Session",
    "SignInCode",
    "SiteRole",
    "User",
    "VisibleProfile",
]
