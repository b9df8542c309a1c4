from cms import pages
from cms.models.advice import AdviceEntry, AdviceRequest, AdviceState
from cms.models.event_sign_up import EventSignUp
from cms.models.files import Clip, EditorialDocument, EditorialImage, Rendition
from cms.models.links import ExternalLink
from cms.models.newsletter import Subscriber
from cms.models.publisher import Organisation
from cms.pages import *  # noqa: F403  # Django finds the models of an app here.

__all__ = [
    "AdviceEntry",
    "AdviceRequest",
    "AdviceState",
    "Clip",
    "EditorialDocument",
    "EditorialImage",
    "EventSignUp",
    "ExternalLink",
    "Organisation",
    "Rendition",
    "Subscriber",
]
__all__ += pages.__all__
