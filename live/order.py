"""Events of one topic in the order of their revisions, whichever engine brings them and whatever overtakes or gets lost."""

from live.limits import MAX_GAP


class Order:
    """Up to which revision the subscribers of each topic have everything.

    Valkey's events leave after the commit: of two the second may come first, and that of a process that dies in
    between never. So an event says that there is a revision, and what lies between is due, too.
    """

    def __init__(self):
        self.reached = {}

    def forget(self, topic: str) -> None:
        self.reached.pop(topic, None)

    def find_due(self, topic: str, event: dict) -> list[dict | None]:
        """The events to render now, in their order; [None] when there are too many, so that clients have to ask."""
        revision, reached = event.get("revision"), self.reached.get(topic)
        if revision is None:
            return [event]
        self.reached[topic] = max(revision, reached or 0)
        if reached is None:
            return [event]
        if revision - reached > MAX_GAP:
            return [None]
        return [event | {"revision": number} for number in range(reached + 1, revision + 1)]

    def is_current(self, topic: str, asked_at: int | None, missed: dict) -> bool:
        """Whether what a client missed leads up to what it will get.

        `missed`: the answer to its request; `asked_at`: `reached` when its subscription began to buffer.
        """
        revision = missed.get("revision")
        if revision is None:
            return True
        if asked_at is None and revision < self.reached.get(topic, 0):
            return False
        self.reached.setdefault(topic, revision)
        return True
