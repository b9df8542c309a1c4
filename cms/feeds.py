"""Atom feeds of "Aktuelles" and of the press: the same for everybody, and nothing that not everybody may open."""

from datetime import UTC, datetime, time
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date

from cms.metadata.addresses import full_address
from cms.models.publisher import Organisation

FILE = "feed.atom"
# The year from which the tags of entries count (RFC 4151). It must never change: readers would show all entries as new.
TAGS_SINCE = 2026
EARLIEST = datetime(TAGS_SINCE, 1, 1, tzinfo=UTC)


class Feed(Atom1Feed):
    content_type = "application/atom+xml; charset=utf-8"

    def latest_post_date(self):
        """Of a feed without entries not the moment of asking, which would change at each request."""
        return super().latest_post_date() if self.items else self.feed["changed"]


def serve_feed(request, page, rows):
    """The feed of the index page `page`. Each row has `intro`, `day`, and `kind` if several are mixed."""
    rows = list(rows)
    changed = max([find_changed(row) for row in rows], default=find_changed(page))
    text = make_feed(request, page, rows).writeString("utf-8").encode()
    response = HttpResponse(text, content_type=Feed.content_type)
    response["ETag"] = etag = f'"{sha256(text).hexdigest()[:32]}"'
    response["Last-Modified"] = http_date(changed.timestamp())
    return get_conditional_response(
        request, etag=etag, last_modified=int(changed.timestamp()), response=response
    )


def make_feed(request, page, rows):
    address, publisher = full_address(page, request), Organisation.of(page.get_site())
    name = publisher.name or settings.WAGTAIL_SITE_NAME
    feed = Feed(
        title=f"{settings.WAGTAIL_SITE_NAME}: {page.title}",
        link=address,
        feed_url=f"{address}{FILE}",
        description=None,
        subtitle=page.intro,
        language="de",
        author_name=name,
        feed_guid=make_tag(page),
        changed=find_changed(page),
    )
    for row in rows:
        feed.add_item(link=full_address(row, request), author_name=name, **describe_entry(row))
    return feed


def describe_entry(row):
    return {
        "title": row.title,
        "description": escape(row.intro),
        "unique_id": make_tag(row),
        "pubdate": find_published(row),
        "updateddate": find_changed(row),
        "categories": [row.kind.label] if hasattr(row, "kind") else (),
    }


def make_tag(page):
    """An id that stays when the page moves or the protocol changes."""
    return f"tag:{urlsplit(settings.BASE_URL).hostname},{TAGS_SINCE}:seite/{page.pk}"


def find_changed(page):
    return page.last_published_at or page.first_published_at or page.latest_revision_created_at or EARLIEST


def find_published(page):
    """The moment of publication, if it was on the day that the page names; else that day."""
    first = page.first_published_at
    if first and timezone.localdate(first) == page.day:
        return first
    return timezone.make_aware(datetime.combine(page.day, time())) if page.day else find_changed(page)
