"""What a page of /redaktion/ says, and what an act there leaves behind."""

from audit.models import Entry
from mail.models import OutgoingMail
from tests.support.pages.forms import words


def text(response):
    """What a person reads on the page, without the menu."""
    return words(response.content.decode().partition("<main")[2])


def entries():
    return [
        (entry.act, entry.actor.name, entry.object, entry.scope) for entry in Entry.objects.order_by("pk")
    ]


def mails():
    return [(mail.to, mail.subject) for mail in OutgoingMail.objects.order_by("pk")]
