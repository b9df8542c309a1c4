from cms.models.files import Clip, EditorialDocument, EditorialImage, Rendition
from cms.models.links import ExternalLink
from cms.models.pages import EditorialPage, StandardPage

__all__ = [
    "Clip",
    "EditorialDocument",
    "EditorialImage",
    "EditorialPage",
    "ExternalLink",
    "Rendition",
    "StandardPage",
]
