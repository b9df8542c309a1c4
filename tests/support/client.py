"""Django's test client, for people who are past signing in and have read what they agree to."""

import re
import time

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django import test

RECORDS_OF = "account_authentication_methods_user"
# The addresses whose forms hold the text of the consent.
ENTRANCES = re.compile(r"^/einladung/|^/gruppen/[^/]+/(beitreten|zugang)/")


class Client(test.Client):
    def force_login(self, user, backend=None, *, ago=0, second_factor=True, consent=True):
        """Signed in that many seconds ago, by a second factor, and past the consent, unless told otherwise."""
        super().force_login(user, backend)
        if consent:
            agree(user)
        session = self.session
        method = {"method": "mfa", "type": "totp"} if second_factor else {"method": "code"}
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [method | {"at": time.time() - ago}]
        session[RECORDS_OF] = str(user.pk)
        session.save()

    def post(self, path, data=None, *args, **kwargs):
        """As from the page that one has just opened, which tells the text beside its button, unless `data` says else."""
        if ENTRANCES.match(path) and (data is None or isinstance(data, dict)):
            data = shown() | (data or {})
        return super().post(path, data, *args, **kwargs)


def agree(user):
    """The person has agreed to the current text."""
    from accounts.models import ConsentText

    ConsentText.objects.current().agree(user)


def shown():
    """What a form at an entrance tells of the text that it shows at the moment."""
    from accounts.models import ConsentText

    return {"consent_text": ConsentText.objects.current().pk}
