"""The external addresses on published pages and in the list of external links, and where they stand."""

import re
from html import unescape
from urllib.parse import urldefrag

from django.db import models, transaction
from django.utils import timezone
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms import limits
from cms.models import CheckedLink, EventPage, ExternalLink, LinkUse

# Wagtail stores links to its own pages and documents without an address.
HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"', re.IGNORECASE)
EXTERNAL = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)
# No page shows them: only those who take part in an event get its link.
NOT_SHOWN = {(EventPage, "online_link")}


def note_all_links():
    """Writes down anew where which addresses stand. All are due, and what stands nowhere any more is gone."""
    pages = Page.objects.live().specific().iterator(chunk_size=100)
    found = {("page", page.pk): list_addresses(page) for page in pages}
    found |= {("snippet", link.pk): list_addresses(link) for link in ExternalLink.objects.all()}
    with transaction.atomic():
        LinkUse.objects.all().delete()
        store_uses(found)
        CheckedLink.objects.filter(uses=None).delete()
        CheckedLink.objects.update(due_at=timezone.now())


@transaction.atomic
def note_links(source):
    """Of one page or entry that an editor has just published; new addresses are due."""
    kind = "snippet" if isinstance(source, ExternalLink) else "page"
    LinkUse.objects.filter(**{kind: source.pk}).delete()
    store_uses({(kind, source.pk): list_addresses(source)})


def store_uses(found):
    """`found` has for each ("page" or "snippet", its key) the addresses that stand there."""
    addresses = {address for there in found.values() for address in there}
    links = [CheckedLink(address=address, due_at=timezone.now()) for address in addresses]
    CheckedLink.objects.bulk_create(links, batch_size=500, ignore_conflicts=True)
    keys = dict(CheckedLink.objects.filter(address__in=addresses).values_list("address", "pk"))
    uses = [
        LinkUse(link_id=keys[address], **{f"{kind}_id": key})
        for (kind, key), there in found.items()
        for address in there
    ]
    LinkUse.objects.bulk_create(uses, batch_size=500, ignore_conflicts=True)


def list_addresses(source):
    """A set of the addresses in all fields of a page or snippet, without what follows a #."""
    found = (address for field in source._meta.concrete_fields for address in read_field(source, field))
    addresses = {urldefrag(address.strip())[0] for address in found if EXTERNAL.match(address.strip())}
    return {one for one in addresses if len(one.encode()) <= limits.LINK_ADDRESS_LENGTH and "\0" not in one}


def read_field(source, field):
    value = getattr(source, field.attname)
    if isinstance(field, StreamField):
        return read_block(field.stream_block, list(value.raw_data))
    if isinstance(field, RichTextField):
        return read_rich_text(value)
    if isinstance(field, models.URLField) and (type(source), field.name) not in NOT_SHOWN:
        return [value]
    return []


def read_block(block, raw):
    """The addresses in the raw value of a block, as it is stored: without asking for what its choosers have chosen."""
    if isinstance(block, blocks.RichTextBlock):
        return read_rich_text(raw)
    if isinstance(block, blocks.URLBlock):
        return [raw or ""]
    return [address for child, value in list_children(block, raw) for address in read_block(child, value)]


def list_children(block, raw):
    """(block, raw value) of each part of a block that has parts."""
    if isinstance(block, blocks.StreamBlock):
        known = [part for part in raw or [] if part["type"] in block.child_blocks]
        return [(block.child_blocks[part["type"]], part["value"]) for part in known]
    if isinstance(block, blocks.StructBlock):
        return [(child, (raw or {}).get(name)) for name, child in block.child_blocks.items()]
    if isinstance(block, blocks.ListBlock):
        # As Wagtail stores them today, and as migrations may have left them.
        return [(block.child_block, one["value"] if is_item(one) else one) for one in raw or []]
    return []


def is_item(raw):
    return isinstance(raw, dict) and raw.get("type") == "item" and "value" in raw


def read_rich_text(html):
    return [unescape(href) for href in HREF.findall(html or "")]
