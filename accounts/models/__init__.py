from accounts.models.audience import Audience
from accounts.models.experience import Experience, Level
from accounts.models.photo import Photo
from accounts.models.seen import Seen
from accounts.models.user import SiteRole, User, UserManager

__all__ = ["Audience", "Experience", "Level", "Photo", "Seen", "SiteRole", "User", "UserManager"]
