"""Room for deep calls.

CPython 3.12 and 3.13 ask the system for 16 KB when the frames of nested calls reach the end of a piece, and give them
back when that call ends. Where a loop calls across such a border, as templates and queries do below pytest, it did so
a thousand times a request: a sixth of the time of tests with many requests.
"""

# In words of eight bytes. A piece is doubled until this fits, so that about as much again is left for what is called.
WORDS = 2**15


def in_room(call, *arguments, **named):
    """Calls it; the frames of all that it calls in turn find room in one piece."""
    return call(*arguments, **named)


in_room.__code__ = in_room.__code__.replace(co_stacksize=WORDS)
