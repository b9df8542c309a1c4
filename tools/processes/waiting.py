"""Waiting for a condition, with an end."""

import time
from collections.abc import Callable


def until(condition: Callable[[], object], seconds: float) -> object:
    """The first true value of ``condition``, None after so many seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.02)
    return None
