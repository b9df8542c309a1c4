"""The topics to which a client can subscribe, such as "thread.7". Each app registers its kinds in its apps.py."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from live.limits import MAX_ID


class InvalidRequest(ValueError):
    """A frame that no page of ours sends."""


@dataclass(frozen=True)
class Authorisation:
    """The answer to a request that is allowed.

    `required_membership`: the scope ("group.7") without which the subscription ends, or "". `missed`: the first frame,
    with what the client does not have yet.
    """

    required_membership: str
    missed: dict


@dataclass(frozen=True)
class TopicKind:
    """The topics of one kind, such as all of "thread". Both functions run in threads and may ask the database.

    `authorise(user, request)` returns an Authorisation or raises Http404; the request is a dict of whole numbers, the
    id under the kind's own name among them. `render_frames(ids, event)` returns {id: the frame for all subscribers, or
    None for nothing}.
    """

    authorise: Callable
    render_frames: Callable


kinds: dict[str, TopicKind] = {}


def register_kind(name: str, *, authorise: Callable, render_frames: Callable) -> None:
    kinds[name] = TopicKind(authorise, render_frames)


def parse_request(text: str | None) -> tuple[str, TopicKind, dict]:
    """(topic, its TopicKind, the request) from a client's frame such as {"thread": 7, "revision": 93}.

    Raises InvalidRequest.
    """
    try:
        request = json.loads(text or "")
    except (ValueError, RecursionError):
        raise InvalidRequest from None
    if not isinstance(request, dict) or not all(
        type(n) is int and 0 <= n <= MAX_ID for n in request.values()
    ):
        raise InvalidRequest
    named = [name for name in request if name in kinds]
    if len(named) != 1:
        raise InvalidRequest
    return f"{named[0]}.{request[named[0]]}", kinds[named[0]], request


def render_frames(topics: Iterable[str], event: dict) -> dict[str, dict | None]:
    """{topic: its frame, or None} for topics of one kind."""
    by_id = {int(topic.partition(".")[2]): topic for topic in topics}
    kind = next(iter(by_id.values())).partition(".")[0]
    return {by_id[pk]: frame for pk, frame in kinds[kind].render_frames(list(by_id), event).items()}
