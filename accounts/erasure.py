"""What sessions and limits on tries still know of a person who is leaving."""

from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import connection

from accounts.models import Session
from accounts.sessions.store import SessionStore
from markup.redaction import each_text

AT_ONCE = 500


def forget(gone):
    forget_sessions(gone)
    forget_limits(gone)


def forget_sessions(gone):
    """Nobody's session that names the person ends; somebody else's loses the words and goes on."""
    store, ended = SessionStore(), []
    rows = Session.objects.values_list("pk", "user", "session_data")
    for key, user, stored in rows.iterator(AT_ONCE):
        data = store.decode(stored)
        kept = each_text(data, gone.forget)
        if kept == data:
            continue
        if user is None:
            ended.append(key)
        else:
            # Only over what was read: the person may be doing something at this moment.
            Session.objects.filter(pk=key, session_data=stored).update(session_data=store.encode(kept))
    Session.objects.filter(pk__in=ended).delete()


def forget_limits(gone):
    """allauth counts tries by a hash of the address, or by the account's number: see allauth.core.internal.ratelimit."""
    hashes = [f"%:{sha256(key.encode()).hexdigest()}%" for key in limit_keys(gone.addresses)]
    table = connection.ops.quote_name(cache._table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} WHERE cache_key LIKE ANY (%s) OR cache_key ~ %s",  # noqa: S608
            [hashes, rf":allauth:rl:.*:user:{gone.pk:d}(:lock)?$"],
        )


def limit_keys(addresses):
    """The addresses, alone and as tries of a password, which are counted for each name of the site."""
    own = urlsplit(settings.BASE_URL)
    hosts = {own.netloc, *settings.ALLOWED_HOSTS}
    hosts |= {f"{host}:{own.port}" for host in settings.ALLOWED_HOSTS if own.port}
    return {*addresses, *(f"{host}:{address}" for host in hosts for address in addresses)}
