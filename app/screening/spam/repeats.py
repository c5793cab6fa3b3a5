"""Whether nearly the same was said before, by two numbers that stay when little of a text changes.

After Andrei Broder, "On the resemblance and containment of documents" (1997): of every three words that
stand together in a text, each of four hashes keeps the least. Two texts have one of these in common as
often as three words are in both of them, among all that are in either. Two by two they make two numbers;
texts that are nearly the same have one of them in common, and others do not.
"""

from collections.abc import Sequence
from zlib import crc32

from app.screening.spam.words import words_of

FACTORS = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F)
"""Odd, and far from each other: each makes another hash of the same one."""
FEW, MANY = 8, 100
"""Words. Shorter texts are often the same by chance; longer ones are known by their beginning."""


def fingerprint(text: str) -> tuple[int | None, int | None]:
    """Two numbers by which TEXT is known again, as databases keep them; None where it is too short."""
    words = words_of(text)[:MANY]
    if len(words) < FEW:
        return None, None
    first, second, third, fourth = _leasts(words)
    return _number(first, second), _number(third, fourth)


def _leasts(words: Sequence[str]) -> list[int]:
    threes = zip(words, words[1:], words[2:], strict=False)
    hashes = {crc32(" ".join(three).encode()) for three in threes}
    return [min(number * factor & 0xFFFFFFFF for number in hashes) for factor in FACTORS]


def _number(one: int, other: int) -> int:
    return crc32(one.to_bytes(4) + other.to_bytes(4)) >> 1
