from accounts.models.audience import Audience
from accounts.models.experience import Experience, Level
from accounts.models.photo import Photo
from accounts.models.seen import Seen
from accounts.models.session import Session
from accounts.models.user import SiteRole, User

__all__ = ["Audience", "Experience", "Level", "Photo", "Seen", "Session", "SiteRole", "User"]
