"""Every route of the site, Wagtail's included."""

from django.urls import get_resolver


def routes(resolver=None, space="", path=""):
    """(name with namespace, pattern as text, view function)."""
    for entry in (resolver or get_resolver()).url_patterns:
        at = f"{path}{entry.pattern}"
        if hasattr(entry, "url_patterns"):
            yield from routes(entry, f"{space}{entry.namespace}:" if entry.namespace else space, at)
        else:
            yield f"{space}{entry.name}", at, entry.callback
