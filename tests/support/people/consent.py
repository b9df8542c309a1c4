"""Publishes consent texts, and reads consents and the consent page."""

import re

from accounts.models import ConsentText

PAGE = "/konto/einwilligung/"
NEW = "Ich bin einverstanden, dass Mitglieder meine Beiträge lesen."


def publish(text=NEW, changed="Jetzt geht es um Beiträge.", by=None):
    return ConsentText.objects.publish(by, text, changed=changed, after=ConsentText.objects.current())


def agreed(user):
    """The texts that the user agreed to, the oldest first."""
    return [consent.text for consent in user.consents.select_related("text").order_by("text")]


def hidden(html):
    """Name to value of the hidden fields of the consent form."""
    form = re.search(r'<form class="form signin__form".*?</form>', html, re.DOTALL)[0]
    return dict(re.findall(r'<input type="hidden" name="(?!csrf)([^"]+)" value="([^"]*)">', form))
