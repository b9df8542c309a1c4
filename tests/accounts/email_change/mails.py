"""The mails of a change of address, and what their links do."""

import re

from accounts.models import User
from mail.models import OutgoingMail

FORM, STOP, SECURITY = (
    "/konto/sicherheit/adresse/",
    "/konto/sicherheit/adresse/stoppen/",
    "/konto/sicherheit/",
)
OLD, NEW = "anna@stadt.example", "anna.neu@stadt.example"
LINK = re.compile(r"http://localhost:8000(/konto/adresse/\S+/)")


def ask(client, email=NEW):
    """Sends the form; returns {address: path of the link in the mail to it, or None}."""
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    assert client.post(FORM, {"email": email})["Location"] == FORM
    mails = OutgoingMail.objects.exclude(pk__in=before)
    return {mail.to: found[1] if (found := LINK.search(mail.text)) else None for mail in mails}


def address_of(user):
    return User.objects.values_list("email", flat=True).get(pk=user.pk)


def heading(response):
    return re.search(r"<h1>(.*?)</h1>", response.content.decode())[1]
