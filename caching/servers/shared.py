"""Visitors' pages that all processes share by settings.CACHE_URL: what one has made, the others need not make.

A page's name in Valkey holds all that it depends on: the address, the site's revision and the minute, the version of
the code. So one that is old, or made by another version during a restart, is never found. Names and pages are signed
with the site's key, and no object is unpickled: whoever else can write to Valkey cannot put a page on the site.
"""

import hashlib
import json
from functools import cache

from django.conf import settings
from django.core.cache import caches

from caching import limits
from caching.servers.gate import Away
from caching.servers.valkey import gate_for
from caching.version import find_version

DIGEST_SIZE = 20
gate = gate_for("pages")


class Bytes:
    """As Django's cache has it: what is given are bytes."""

    def dumps(self, value):
        return value

    def loads(self, value):
        return value


@cache
def signing_key():
    return hashlib.blake2b(settings.SECRET_KEY.encode(), person=b"caching.shared").digest()


def sign_parts(*parts):
    """Of a list of bytes, as bytes that only who knows the site's key can find."""
    hashed = hashlib.blake2b(digest_size=DIGEST_SIZE, key=signing_key())
    for part in parts:
        hashed.update(len(part).to_bytes(8, "big") + part)
    return hashed.digest()


def build_name(key, moment):
    return "page:" + sign_parts(find_version(), json.dumps([key, moment]).encode()).hex()


def load_page(key, moment):
    """(body, headers) of a page that some process has made at this moment; None if there is none, or no Valkey."""
    name = build_name(key, moment)
    try:
        found = gate.call(caches["shared"].get, name)
    except Away:
        return None
    if found is None or found[:DIGEST_SIZE] != sign_parts(name.encode(), found[DIGEST_SIZE:]):
        return None
    headers, _, body = found[DIGEST_SIZE:].partition(b"\n")
    return body, json.loads(headers)


def keep_page(key, moment, body, headers):
    name, content = build_name(key, moment), json.dumps(headers).encode() + b"\n" + body
    try:
        gate.call(
            caches["shared"].set,
            name,
            sign_parts(name.encode(), content) + content,
            2 * limits.MOMENT_SECONDS,
        )
    except Away:
        return
