"""Where something that editors may delete is used, by Wagtail's reference index: what Wagtail itself tells is a number."""

from dataclasses import dataclass
from itertools import islice

from django.utils.text import capfirst
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import ReferenceIndex

# Places that are named; for the others there is a link to Wagtail's list.
MAX_PLACES = 20
# What Wagtail's templates for deleting several at once call the one of which they tell.
NAMES = ("document", "image", "snippet", "page")


@dataclass(frozen=True)
class Place:
    """`url` of its form, empty for those who may not change it."""

    title: str
    kind: str
    url: str


@dataclass(frozen=True)
class Usage:
    number: int
    places: list[Place]

    @property
    def more(self):
        return self.number - len(self.places)


def find_usage(used, user):
    """The Usage of an object of any model."""
    groups = ReferenceIndex.get_grouped_references_to(used)
    finder = AdminURLFinder(user)
    places = [
        Place(str(found), capfirst(references[0].model_name), finder.get_edit_url(found) or "")
        for found, references in islice(groups, MAX_PLACES)
    ]
    return Usage(groups.count(), places)


def find_shown(context):
    """The object of which a template of Wagtail's tells that it is used."""
    for one in [context.get(name) for name in NAMES] + list(context.get("items") or [])[:1]:
        if isinstance(one, dict) and "item" in one:
            return one["item"]
    return context.get("object") or context["page"]
