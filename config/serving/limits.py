"""Limits of what one server process does at once; settings.PAGE_THREADS says how many pages it makes at a time."""

MAX_WAITING = 300
"""Requests that wait for a page thread. A page takes some 50 ms: who came last would wait for several seconds."""

RETRY_SECONDS = 10
"""After how long whoever comes on top of them should try again: by then those have their pages."""

READING_THREADS = 4
"""They read the pieces of files that are being sent. A client that takes nothing occupies none of them."""

KEPT_FORM_BYTES = 128 * 1024
"""Of a form that comes on top: from a longer one nothing is read, since its page must cost next to nothing."""

BODY_BYTES_IN_MEMORY = 1024 * 1024
"""Of a request that is still arriving; the rest waits in a file."""
