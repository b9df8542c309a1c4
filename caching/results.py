"""What a process has computed of what visitors see, and need not compute again before any of that changes."""

import time
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


def get_or_compute(key, compute, request=None, *, for_moment=False):
    """The result of `compute()`, which nobody may change; `key` says what besides the site it depends on.

    With a `request` the revision is asked for once in all of it. `for_moment`: it depends on the time, too, and is computed
    again as often as a page for visitors.
    """
    revision = get_revision(request)
    if revision is None:
        return compute()
    if for_moment:
        revision = (*revision, int(time.time() // limits.MOMENT_SECONDS))
    known = results.get(key)
    if known is None or known.revision != revision:
        known = Result(revision, compute())
        results.put(key, known)
    return known.value
