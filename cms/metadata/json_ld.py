"""Pages in the words of schema.org: https://schema.org, and what search engines want of each type."""

from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from wagtail.models import Site

from cms.metadata.addresses import complete_address, full_address
from cms.metadata.crumbs import find_above
from cms.models.publisher import Organisation

LANGUAGE = "de"
ONLINE, OFFLINE, MIXED = (
    f"https://schema.org/{how}EventAttendanceMode" for how in ("Online", "Offline", "Mixed")
)


def describe_page(meta):
    """The objects of a PageMetadata as JSON knows them: at most one query."""
    site = Site.find_for_request(meta.request)
    if meta.page.pk == site.root_page_id:
        found = describe_site(meta, site)
    else:
        describe = {"Article": describe_article, "NewsArticle": describe_article, "Event": describe_event}
        make = describe.get(meta.page.schema_type)
        found = [describe_crumbs(meta), *([make(meta, site)] if make else [])]
    return {"@context": "https://schema.org", "@graph": [drop_empty(one) for one in found]}


def drop_empty(described):
    return {name: value for name, value in described.items() if value not in ("", None, [])}


def describe_site(meta, site):
    publisher = Organisation.of(site)
    organisation = describe_organisation(publisher) | {
        "email": publisher.email,
        "telephone": publisher.phone,
        "address": describe_postal_address(publisher),
    }
    website = {
        "@type": "WebSite",
        "name": settings.WAGTAIL_SITE_NAME,
        "description": meta.description,
        "url": meta.start,
        "inLanguage": LANGUAGE,
        "publisher": {"@id": organisation["@id"]},
    }
    return [organisation, website]


def describe_organisation(publisher):
    """Who runs the site."""
    start = complete_address("")
    return {
        "@type": "Organization",
        "@id": f"{start}#organisation",
        "name": publisher.name or settings.WAGTAIL_SITE_NAME,
        "url": start,
        "logo": complete_address(static("icons/icon-512.png")),
    }


def describe_postal_address(publisher):
    if not publisher.city:
        return None
    found = {
        "@type": "PostalAddress",
        "streetAddress": publisher.street,
        "postalCode": publisher.postcode,
        "addressLocality": publisher.city,
        "addressCountry": "DE",
    }
    return drop_empty(found)


def describe_crumbs(meta):
    """The way from the start page, as the page shows it."""
    steps = [
        ("Start" if number == 0 else page.title, full_address(page, meta.request))
        for number, page in enumerate(find_above(meta.page))
    ]
    if meta.field:
        steps.append((meta.page.title, full_address(meta.page, meta.request)))
    steps.append((meta.field.title if meta.field else meta.page.title, meta.start))
    entries = [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (name, address) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": entries}


def describe_article(meta, site):
    page, publisher = meta.page, describe_organisation(Organisation.of(site))
    date = getattr(page, "date", None)
    return {
        "@type": page.schema_type,
        "headline": page.title,
        "description": meta.description,
        "url": meta.start,
        "mainEntityOfPage": meta.start,
        "image": meta.picture_address,
        "inLanguage": getattr(page, "language", LANGUAGE),
        "datePublished": date.isoformat() if date else write_moment(page.first_published_at),
        "dateModified": write_moment(page.last_published_at),
        "author": publisher,
        "publisher": publisher,
    }


def describe_event(meta, site):
    """Whether it costs something, no page says."""
    page, write = meta.page, write_day if meta.page.is_all_day else write_moment
    return {
        "@type": "Event",
        "name": page.title,
        "description": meta.description,
        "url": meta.start,
        "image": meta.picture_address,
        "inLanguage": LANGUAGE,
        "startDate": write(page.start),
        "endDate": write(page.end),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if page.is_cancelled else 'Scheduled'}",
        "eventAttendanceMode": (MIXED if page.location else ONLINE) if page.is_online else OFFLINE,
        "location": describe_places(page, meta.start),
        "maximumAttendeeCapacity": page.capacity,
        "organizer": describe_organisation(Organisation.of(site)),
    }


def describe_places(page, address):
    """The link for taking part is told to those who signed up; online is where the page says how to."""
    places = []
    if page.location:
        places.append({"@type": "Place", "name": page.location, "address": page.location})
    if page.is_online:
        places.append({"@type": "VirtualLocation", "url": address})
    return places


def write_moment(moment):
    """With the offset of the site's time zone."""
    return moment and timezone.localtime(moment).isoformat(timespec="seconds")


def write_day(moment):
    return timezone.localdate(moment).isoformat()
