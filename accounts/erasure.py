"""What an account leaves behind that no reference leads to: anonymous sessions and counted attempts."""

import json
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import connection

from accounts.models import EmailChange, Session
from accounts.sessions.store import SessionStore

AT_ONCE = 500


def delete_anonymous_sessions(person):
    """Deletes sessions without a user that hold the person's address."""
    store, found = SessionStore(), []
    for key, data in Session.objects.filter(user=None).values_list("pk", "session_data").iterator(AT_ONCE):
        text = json.dumps(store.decode(data), default=str, ensure_ascii=False).lower()
        if any(address in text for address in person.addresses):
            found.append(key)
    Session.objects.filter(pk__in=found).delete()


def delete_wishes_for_address(person):
    """Deletes what others typed who wanted the person's address for themselves."""
    EmailChange.objects.filter(email__in=person.addresses).delete()


def delete_counted_attempts(person):
    """allauth counts by a hash of the address, or by the account's number: see allauth.core.internal.ratelimit."""
    hashes = [f"%:{sha256(key.encode()).hexdigest()}%" for key in counter_keys(person.addresses)]
    table = connection.ops.quote_name(cache._table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} WHERE cache_key LIKE ANY (%s) OR cache_key ~ %s",  # noqa: S608
            [hashes, rf":allauth:rl:.*:user:{person.pk:d}(:lock)?$"],
        )


def counter_keys(addresses):
    """The addresses, alone and as attempts of a password, which are counted for each host name of the site."""
    own = urlsplit(settings.BASE_URL)
    hosts = {own.netloc, *settings.ALLOWED_HOSTS}
    hosts |= {f"{host}:{own.port}" for host in settings.ALLOWED_HOSTS if own.port}
    return {*addresses, *(f"{host}:{address}" for host in hosts for address in addresses)}
