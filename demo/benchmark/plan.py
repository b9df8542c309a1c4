"""How many posts each thread has, where it stands and when it was written."""

from datetime import timedelta
from random import Random
from typing import NamedTuple

from django.utils import timezone

SHORT = 20
"""Posts of the thread that fills one page."""

ANSWERED = 8
"""Posts of the one that benchmarks answer: a dozen replies stay on its first page."""

DAYS = 700
"""Age of the oldest thread."""


class PlannedThread(NamedTuple):
    """`place`: 0 is the thread that was written in last. `group`: an index."""

    size: int
    place: int
    group: int
    opened: object
    last: object


def plan_threads(posts, long, threads, groups):
    """A short thread to read, one to answer, a long one, and `threads` others: few long, most short.

    The first three and half of the others are in the first group. All together have exactly so many posts.
    """
    random = Random(4)  # noqa: S311
    others = divide_posts(posts - SHORT - ANSWERED - long, threads)
    random.shuffle(others)
    sizes, now = [SHORT, ANSWERED, long, *others], timezone.now()
    planned = []
    for place, size in enumerate(sizes):
        age = DAYS * (place / len(sizes)) ** 2
        last = now - timedelta(days=age, minutes=place + 1)
        opened = last - timedelta(days=min(size * 0.4, DAYS / 2))
        in_first = place < 3 or place % 2 == 0 or groups == 1
        group = 0 if in_first else 1 + place // 2 % (groups - 1)
        planned.append(PlannedThread(size, place, group, opened, last))
    return planned


def divide_posts(posts, threads):
    """Sizes of so many threads, the first the longest, as they are in forums: the n-th has about 1/n of it."""
    weights = [1 / (n + 5) ** 0.8 for n in range(threads)]
    share = (posts - threads) / sum(weights)
    sizes = [1 + int(share * weight) for weight in weights]
    sizes[0] += posts - sum(sizes)
    return sizes
