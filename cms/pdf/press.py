"""What the file of a press release shows: all of its page but pictures, and who publishes it."""

from django.conf import settings
from django.utils.formats import date_format

from cms.metadata.addresses import full_address
from cms.models.publisher import Organisation
from cms.pdf.body import describe_body
from vocabulary.addresses import readable_address


def describe_press(page, request):
    """For `render.answer_with_pdf`."""
    page.prepare_body(request)
    return {
        "title": page.title,
        "language": "de",
        "address": full_address(page, request) or settings.BASE_URL,
        "date": page.date,
        "note": "Beispielinhalt" if page.is_demo else "",
        "kind": f"Presseinformation {page.number}",
        "embargo": page.embargo_words,
        "place_and_date": f"{page.place}, {date_format(page.date, 'j. F Y')}",
        "references": [line.value for line in page.references],
        "intro": page.intro,
        "body": describe_body(page.blocks, request),
        "funding": page.funding_note,
        "source": page.source_note,
        "contact": describe_contact(page),
        "email": page.contact_email,
        "email_shown": readable_address(page.contact_email),
        "issuer": describe_issuer(Organisation.of(page.get_site())),
    }


def describe_contact(page):
    phone = page.contact_phone and f"Telefon {page.contact_phone}"
    return [line for line in (page.contact_name, page.contact_role, phone) if line]


def describe_issuer(organisation):
    """Who publishes it, in one line; the site's name where nobody has said more."""
    town = f"{organisation.postcode} {organisation.city}".strip()
    phone = organisation.phone and f"Telefon {organisation.phone}"
    email = readable_address(organisation.email)
    name = organisation.name or settings.WAGTAIL_SITE_NAME
    return " · ".join(part for part in (name, organisation.street, town, phone, email) if part)
