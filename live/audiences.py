"""What one can listen to. The apps to which it belongs register each kind when they are loaded (their apps.py)."""

import json
from collections.abc import Callable
from dataclasses import dataclass

LARGEST = 2**31 - 1


class Garbage(ValueError):
    """A frame that no page of ours sends."""


@dataclass(frozen=True)
class Admission:
    """`guard` is the audience on whose membership this one hangs ("group.7"); `missed` is the first frame."""

    guard: str
    missed: dict


@dataclass(frozen=True)
class Kind:
    """`door(user, wish)` returns an Admission or raises Http404; `show(ids, event)` returns {id: a frame for all, or None}.

    Both run in threads and may ask the database. A wish is a dict of whole numbers, the kind's own one among them.
    """

    door: Callable
    show: Callable


kinds: dict[str, Kind] = {}


def register(name, *, door, show):
    kinds[name] = Kind(door, show)


def read_wish(text):
    """("thread.7", its Kind, the wish) from a window's frame such as {"thread": 7, "revision": 93}. Raises Garbage."""
    try:
        wish = json.loads(text or "")
    except (ValueError, RecursionError):
        raise Garbage from None
    if not isinstance(wish, dict) or not all(type(n) is int and 0 <= n <= LARGEST for n in wish.values()):
        raise Garbage
    named = [name for name in wish if name in kinds]
    if len(named) != 1:
        raise Garbage
    return f"{named[0]}.{wish[named[0]]}", kinds[named[0]], wish


def show(audiences, event):
    """{audience: its frame, or None} for audiences of one kind, such as "thread.7"."""
    names = {int(audience.partition(".")[2]): audience for audience in audiences}
    kind = audiences[0].partition(".")[0]
    return {names[pk]: frame for pk, frame in kinds[kind].show(list(names), event).items()}
