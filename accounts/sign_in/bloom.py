"""A Bloom filter in a file: a set of words that can only tell whether a word is in it."""

import json
from hashlib import blake2b

BITS_PER_WORD = 20
PROBES = 14


class Bloom:
    """Contains every word that was put in, and by error one of about 15,000 others (0.6185 to the power of BITS_PER_WORD).

    The file is a line of JSON (`words`: how many; and whatever `of` was given), then the bits, eight to a byte, the
    lowest first. A word sets PROBES bits: `(a + n * b) % size` for n = 0, 1, …, where a and b are the halves of its
    BLAKE2b hash of 16 bytes, big-endian, b made odd. No word can be read back.
    """

    def __init__(self, about, bits):
        self.about = about
        self.bits = bits

    @classmethod
    def of(cls, words, **about):
        words = set(words)
        bloom = cls({"words": len(words), **about}, bytearray(len(words) * BITS_PER_WORD // 8 + 1))
        for word in words:
            for position in bloom.positions(word):
                bloom.bits[position >> 3] |= 1 << (position & 7)
        return bloom

    @classmethod
    def read_file(cls, path):
        about, _, bits = path.read_bytes().partition(b"\n")
        return cls(json.loads(about), bits)

    def write_file(self, path):
        path.write_bytes(json.dumps(self.about).encode() + b"\n" + self.bits)

    def __contains__(self, word):
        return all(self.bits[position >> 3] >> (position & 7) & 1 for position in self.positions(word))

    def positions(self, word):
        digest = blake2b(word.encode(errors="surrogatepass"), digest_size=16).digest()
        first, step = int.from_bytes(digest[:8]), int.from_bytes(digest[8:]) | 1
        return ((first + n * step) % (8 * len(self.bits)) for n in range(PROBES))
