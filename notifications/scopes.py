"""What the scopes of notifications are called. Each app registers its own kind of scope in its apps.py."""

from collections import defaultdict
from collections.abc import Callable, Iterable

# "group" of "group.7" → a function from ids to {id: name}.
scopes: dict[str, Callable[[Iterable[int]], dict[int, str]]] = {}


def register_scope(kind: str, names: Callable[[Iterable[int]], dict[int, str]]) -> None:
    scopes[kind] = names


def names_of(found: Iterable[str]) -> dict[str, str]:
    """{scope: its name}, by one query for each kind; without those that have none or are gone."""
    ids = defaultdict(set)
    for scope in found:
        kind, _, pk = scope.partition(".")
        if kind in scopes:
            ids[kind].add(int(pk))
    return {f"{kind}.{pk}": name for kind, pks in ids.items() for pk, name in scopes[kind](pks).items()}
