"""What was changed between two texts, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

WORD = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")
MOST = 1_000_000
"""Pairs of words that are compared; longer stretches are shown as replaced whole, for it takes too long."""


class Kind(StrEnum):
    """What became of a stretch of words."""

    SAME = "same"
    TAKEN_OUT = "taken out"
    PUT_IN = "put in"


class Change(NamedTuple):
    """A stretch of words and what became of it."""

    kind: Kind
    words: str

    @property
    def parted(self) -> tuple[str, str]:
        """The space before its words, which is nobody's change to look at, and the rest."""
        rest = self.words.lstrip()
        return (self.words[: -len(rest)], rest) if rest else ("", self.words)


def changes(before: str, after: str) -> list[Change]:
    """How BEFORE became AFTER: put together, the stretches that were not taken out are AFTER.

    Lines are compared first, then the words of those that differ. How words are spaced does not count.
    """
    return list(_joined(_bridged(list(_joined(_by_line(_normal(before), _normal(after)))))))


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n")


def _by_line(before: str, after: str) -> Iterator[Change]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    matcher = SequenceMatcher(None, [line.strip() for line in old], [line.strip() for line in new])
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            yield Change(Kind.SAME, "".join(new[c:d]))
        else:
            yield from _by_word(WORD.findall("".join(old[a:b])), WORD.findall("".join(new[c:d])))


def _by_word(old: list[str], new: list[str]) -> Iterator[Change]:
    if len(old) * len(new) > MOST:
        return _replaced(old, new)
    matcher = SequenceMatcher(None, [w.strip() for w in old], [w.strip() for w in new], autojunk=False)
    return chain.from_iterable(
        [Change(Kind.SAME, "".join(new[c:d]))] if what == "equal" else _replaced(old[a:b], new[c:d])
        for what, a, b, c, d in matcher.get_opcodes()
    )


def _replaced(old: list[str], new: list[str]) -> Iterator[Change]:
    yield Change(Kind.TAKEN_OUT, "".join(old))
    yield Change(Kind.PUT_IN, "".join(new))


def _bridged(found: list[Change]) -> Iterator[Change]:
    """FOUND, where nothing but a mark stays between two changes, as if that had changed too."""
    for at, change in enumerate(found):
        is_between = 0 < at < len(found) - 1 and change.kind is Kind.SAME
        if is_between and "\n" not in change.words and not re.search(r"\w", change.words):
            yield from _replaced([change.words], [change.words])
        else:
            yield change


def _joined(found: Iterator[Change]) -> Iterator[Change]:
    """FOUND with each run of changes as one taking out and one putting in."""
    out, put = "", ""
    for kind, words in found:
        if kind is Kind.TAKEN_OUT:
            out += words
        elif kind is Kind.PUT_IN:
            put += words
        elif words:
            yield from _told(out, put)
            yield Change(kind, words)
            out = put = ""
    yield from _told(out, put)


def _told(out: str, put: str) -> Iterator[Change]:
    if out.strip() == put.strip():
        if put:
            yield Change(Kind.SAME, put)
        return
    if out:
        yield Change(Kind.TAKEN_OUT, out)
    if put:
        yield Change(Kind.PUT_IN, put)
