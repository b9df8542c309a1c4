"""Django's test client, for people who are past signing in."""

import time

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django import test

RECORDS_OF = "account_authentication_methods_user"


class Client(test.Client):
    def force_login(self, user, backend=None, *, ago=0, second_factor=True):
        """Signed in that many seconds ago, by a second factor unless told otherwise."""
        super().force_login(user, backend)
        session = self.session
        method = {"method": "mfa", "type": "totp"} if second_factor else {"method": "code"}
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [method | {"at": time.time() - ago}]
        session[RECORDS_OF] = str(user.pk)
        session.save()
