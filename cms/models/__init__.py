from cms import pages
from cms.models.advice import AdviceEntry, AdviceRequest, AdviceState
from cms.models.checked_link import CheckedLink, LinkUse
from cms.models.event_sign_up import EventSignUp
from cms.models.files import Clip, EditorialDocument, EditorialImage, Rendition
from cms.models.imported_entry import ImportedEntry
from cms.models.links import ExternalLink
from cms.models.newsletter import Subscriber
from cms.models.publisher import Organisation
from cms.models.reuse import Reuse
from cms.models.submission import Submission
from cms.pages import *  # noqa: F403  # Django finds the models of an app here.

__all__ = [
    "AdviceEntry",
    "AdviceRequest",
    "AdviceState",
    "CheckedLink",
    "Clip",
    "EditorialDocument",
    "EditorialImage",
    "EventSignUp",
    "ExternalLink",
    "ImportedEntry",
    "LinkUse",
    "Organisation",
    "Rendition",
    "Reuse",
    "Submission",
    "Subscriber",
]
__all__ += pages.__all__
