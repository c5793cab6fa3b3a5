"""How many rows have a word, and how much that makes of it.

What many rows have, such as "the", takes longest to count and tells least: it is remembered in
memory, until the table has grown or shrunk by a tenth.
"""

from collections.abc import Mapping, Sequence
from math import log
from typing import cast

from flask import current_app
from sqlalchemy import FromClause, Table, func, select

from app.db import db
from app.index import dialects

COUNTED_TO = 8_000
"""Rows with a word that are counted. A word that so many have tells next to nothing."""
LEAST_WEIGHT = 0.5
OFTEN = 250
"""Rows that must have a word for their number to be remembered."""
REMEMBERED = 4_096
"""Words remembered of a table."""


class Counts:
    """How many rows have a word, for words that OFTEN are had, while there are about ROWS."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.known: dict[str, int] = {}

    def is_outdated(self, rows: int) -> bool:
        """Whether ROWS are too many or too few to go by what is known."""
        return abs(rows - self.rows) * 10 > self.rows

    def remember(self, counted: Mapping[str, int]) -> None:
        """Keep those of COUNTED that took long to count."""
        for word, count in counted.items():
            if count >= OFTEN and len(self.known) < REMEMBERED:
                self.known[word] = count


def counted(table: FromClause, words: Sequence[str]) -> tuple[dict[str, int], int]:
    """How many rows of TABLE have each of WORDS, those that some have, rarest first; and how many there are.

    The last is the highest id, which is known at once and near enough.
    """
    table = cast(Table, table)
    rows = db.session.scalar(select(func.max(table.c.id))) or 0
    kept = _kept(table, rows)
    known = {word: kept.known[word] for word in words if word in kept.known}
    new = [word for word in words if word not in known]
    fresh = {word: int(count) for word, count in dialects.index().counted(table, new, COUNTED_TO)}
    kept.remember(fresh)
    counts = {word: count for word, count in (known | fresh).items() if count}
    return dict(sorted(counts.items(), key=lambda pair: pair[1])), rows


def weights(counts: Mapping[str, int], rows: int) -> dict[str, float]:
    """The weight of each word in COUNTS: the fewer of ROWS have it, the more."""
    return {
        word: log((rows + 1) / count) if count < COUNTED_TO else LEAST_WEIGHT
        for word, count in counts.items()
    }


def _kept(table: Table, rows: int) -> Counts:
    """What is remembered of TABLE with about ROWS, by this process."""
    kept: dict[str, Counts] = current_app.extensions.setdefault("counts of words", {})
    if table.name not in kept or kept[table.name].is_outdated(rows):
        kept[table.name] = Counts(rows)
    return kept[table.name]
