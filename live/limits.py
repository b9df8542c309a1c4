"""Limits and durations of live connections; durations in seconds."""

MAX_ID = 2**31 - 1
"""The largest number in a client's request: the largest value of PostgreSQL's integer."""

IDS_PER_NOTIFY = 500
"""A payload of NOTIFY has less than 8,000 bytes, and no id more than eleven."""

SEND_TIMEOUT = 5
"""A socket that takes no message for so long is closed; its client reconnects and catches up."""

MAX_FRAMES, FRAMES_PERIOD = 30, 10
"""A client sends at most so many frames in so many seconds; pages of ours send a few when they (re)connect."""

MAX_SOCKETS_PER_USER = 50
"""More open pages than a browser is likely to have; bounds the memory that one account can take."""

LISTEN_TIMEOUT = 3
"""How long a new socket waits for the process to LISTEN before it is told to try later."""

RETRY_DELAYS = (0.1, 0.5, 1, 2, 5)
"""Before each further attempt to connect the listener again; the last one stays."""

CHECK_INTERVAL = 30
"""How often the listening connection is checked by a query: a silent break would stay unnoticed otherwise."""

AUTHORISING_THREADS = 4
"""After a restart many clients subscribe at once: these threads authorise them, one other renders what is new."""

SUBSCRIBE_DELAY = 5
"""Between two attempts to subscribe at Valkey."""

AGAIN_PAUSE = 0.005
"""Between two clients that are let to ask again: a crowd at once would wait for its answers and give up."""

MAX_GAP = 20
"""Revisions that are rendered again because their events were overtaken or lost; for more, clients ask again."""
