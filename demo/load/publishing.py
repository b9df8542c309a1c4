from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.models import EditorialDocument


def add_page(parent, page, day=None):
    """A published page without a revision, which would take most of the time; `day` (ISO): first publication."""
    page.first_published_at = at_nine(day) if day else timezone.now()
    page.last_published_at = page.first_published_at
    parent.add_child(instance=page)


def at_nine(day):
    return datetime.fromisoformat(day).replace(hour=9, tzinfo=ZoneInfo(settings.TIME_ZONE))


def restrict_to_members(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def to_lines(texts):
    """The value of a `lines_field`."""
    return [("line", text) for text in texts]


def documents_by_slug():
    return {slug: document for document in EditorialDocument.objects.all() for slug in document.tags.names()}
