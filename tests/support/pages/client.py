"""Django's test client, for people who are past signing in and have read what they agree to."""

import re
import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django import test
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import update_last_login
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.db import connection
from django.utils import timezone
from django.utils.crypto import get_random_string

from tests.support.pages.tags import join_lines_in_tags

AGREE = """
    INSERT INTO accounts_consent (user_id, text_id, given_at) SELECT %s, max(id), %s FROM accounts_consenttext
    ON CONFLICT DO NOTHING
"""
RECORDS_OF = "account_authentication_methods_user"
# The addresses whose forms hold the text of the consent.
JOIN_PAGES = re.compile(r"^/einladung/|^/gruppen/[^/]+/(beitreten|zugang)/")


class Client(test.Client):
    def force_login(self, user, backend=None, *, ago=0, second_factor=True, consent=True):
        """Signed in that many seconds ago, by a second factor, and past the consent, unless told otherwise.

        Writes the session that login() and our receivers of its signal leave, in one go.
        """
        from accounts.sessions.store import SessionStore

        session = SessionStore()
        session.update(signed_in(user, ago, second_factor))
        session[BACKEND_SESSION_KEY] = backend or self._get_backend()
        # What session.create() does, which also asks whether there is such a key already.
        session._session_key = get_random_string(32, VALID_KEY_CHARS)
        session.create_model_instance(session._session).save(force_insert=True)
        self.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        update_last_login(None, user)
        if consent:
            agree(user)

    def post(self, path, data=None, *args, **kwargs):
        """As from the page that one has just opened, which tells the text beside its button, unless `data` says else."""
        if JOIN_PAGES.match(path) and (data is None or isinstance(data, dict)):
            data = shown() | (data or {})
        return super().post(path, data, *args, **kwargs)

    def request(self, **request):
        """A page's tags stand on one line each, wherever the template breaks them."""
        response = super().request(**request)
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            response.content = join_lines_in_tags(response.content.decode())
        return response


def signed_in(user, ago, second_factor):
    """What a session holds then."""
    from accounts.sessions.devices import device_name
    from accounts.sessions.store import SIGN_IN

    now = time.time()
    method = {"method": "mfa", "type": "totp"} if second_factor else {"method": "code"}
    return {
        SESSION_KEY: str(user.pk),
        HASH_SESSION_KEY: user.get_session_auth_hash(),
        SIGN_IN: {"device": device_name(""), "at": now, "kept": True},
        AUTHENTICATION_METHODS_SESSION_KEY: [method | {"at": now - ago}],
        RECORDS_OF: str(user.pk),
    }


def agree(user):
    """The person has agreed to the current text: what `ConsentText.agree` does, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(AGREE, [user.pk, timezone.now()])


def shown():
    """What a form of the join flow tells of the text that it shows at the moment."""
    from accounts.models import ConsentText

    return {"consent_text": ConsentText.objects.current().pk}
