"""HTML that a process renders once for all who see the same of it.

The key names everything that its template shows, so that there is nothing to make anew when something changes: what has
changed has another key. Tests compare what is kept with what the template makes at the moment.
"""

from dataclasses import dataclass
from sys import getsizeof

from django.template.loader import render_to_string


@dataclass(frozen=True)
class Html:
    html: str
    size: int


def render_once(store, template, key, context):
    """The template with this context, which the hashable `key` describes in full."""
    key = template, key
    kept = store.get(key)
    if kept is None:
        html = render_to_string(template, context)
        # Of the HTML and of the texts in its key; what else there is of both is short.
        kept = Html(html, 2 * getsizeof(html) + 1_000)
        store.put(key, kept)
    return kept.html
