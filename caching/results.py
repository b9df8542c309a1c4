"""What a process has computed of what visitors see, and need not compute again before any of that changes."""

from dataclasses import dataclass
from typing import Any

from caching import limits
from caching.revision import get_revision
from caching.store import Store


@dataclass(frozen=True)
class Result:
    revision: tuple
    value: Any
    size: int = 1


results = Store(limits.REMEMBERED_RESULTS)


def get_or_compute(key, compute):
    """The result of `compute()`, which nobody may change; `key` says what besides the site it depends on."""
    revision = get_revision()
    if revision is None:
        return compute()
    known = results.get(key)
    if known is None or known.revision != revision:
        known = Result(revision, compute())
        results.put(key, known)
    return known.value
