"""How a request for advice arrives."""

import logging

from django.db import transaction
from wagtail.models import Page

from cms.access import open_to
from cms.advice.mails import mail_arrival
from cms.models.advice import AdviceRequest
from vocabulary.models import Municipality
from web.numbers import parse_positive_int

logger = logging.getLogger("cms")
# In the address and in the form: the page from which one comes.
ABOUT = "seite"


@transaction.atomic
def receive_request(answers, about, publisher):
    """`answers` of a valid AdviceForm, `about` the page or None. Returns the AdviceRequest; its mails are queued."""
    fields = {name: answers[name] for name in ("concern", "name", "function", "email", "phone")}
    municipality = Municipality.objects.named(answers["place"])
    place = municipality.title if municipality else answers["place"]
    advice = AdviceRequest.objects.create(place=place, municipality=municipality, page=about, **fields)
    advice.theme_fields.set(answers["theme_fields"])
    logger.info("Advice", extra={"event": "advice_requested", "advice": advice.pk})
    mail_arrival(advice, publisher)
    return advice


def find_about(request):
    """The page of which the form was opened, if the reader may open it, or None."""
    number = parse_positive_int(request.POST.get(ABOUT) or request.GET.get(ABOUT) or "")
    found = Page.objects.live().filter(open_to(request), pk=number) if number else Page.objects.none()
    return found.filter(depth__gt=2).specific().first()
