from collections import OrderedDict
from threading import Lock


class Store:
    """Values with a `size`, by key; the one unused for longest goes first where they have more than `most` together."""

    def __init__(self, most):
        self.most, self.size, self.kept, self.lock = most, 0, OrderedDict(), Lock()

    def get(self, key):
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
            return self.kept.get(key)

    def put(self, key, value):
        with self.lock:
            self.drop(key)
            self.kept[key] = value
            self.size += value.size
            while self.size > self.most:
                self.drop(next(iter(self.kept)))

    def drop(self, key):
        if value := self.kept.pop(key, None):
            self.size -= value.size

    def clear(self):
        with self.lock:
            self.kept.clear()
            self.size = 0
