from datetime import timedelta

CHANGES_KEPT = timedelta(hours=1)
"""A row may become visible as late as the transaction lasted that wrote it; after an hour it has. They are counted for each
page: 20,000 take 4 ms."""

MOMENT_SECONDS = 60
"""So long at most a page is kept that no change has touched: what it shows may depend on the time."""

STORED_BYTES = 24 * 1024 * 1024
"""Of visitors' pages, per process: some 2,000 compressed ones. The one unused for longest goes first."""

STORED_PAGE_BYTES = 512 * 1024
"""A larger response is made anew each time."""

STORED_ADDRESS_LENGTH = 2_000
"""Characters of path and query; nobody asks twice for longer ones."""

REMEMBERED_RESULTS = 100
"""Results that a process remembers until the next change, whatever their kind: those of the library, which are the largest,
and a short one for each group that is read at the moment."""

VALKEY_TIMEOUT = 0.3
"""Seconds until Valkey counts as away; in one network it answers within a thousandth of that."""

PAUSE = 5
"""Seconds until a server that has failed is asked again: a page waits for it at most once in that time."""
