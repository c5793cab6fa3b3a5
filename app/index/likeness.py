"""Rows that say what a text says.

The words that few rows have lead to the rows worth a look; how much of the text each of those has,
by the weight of its words, puts them in order.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from math import log
from typing import cast

from sqlalchemy import ColumnElement, FromClause, Table, func, select, true

from app.db import db
from app.index import dialects
from app.index.counts import counted, weights
from app.index.words import words_in

READ = 20_000
"""Letters of a text that are looked at; of each row that it is compared with, READ_OF_ROW a column."""
READ_OF_ROW = 4_000
MOST_WORDS = 400
"""Different words of a text that are looked up."""
FEWEST = 4
"""Rare words by which rows are found, however many have them."""
ROWS = 12_000
"""Rows that the rare words may lead to, a row counting once for each of its words."""
NEAREST = 2_000
"""Rows, by their rare words, among which those allowed are sought, and COMPARED of them word by word."""
COMPARED = 250
LENGTH = 0.1
"""How much it counts against a row that it says much else: 0 not at all, 1 in full."""


def similar(
    table: FromClause,
    text: str,
    most: int = 5,
    *,
    by: Sequence[str],
    among: ColumnElement[bool] | None = None,
    compared: int = COMPARED,
    strict: bool = False,
) -> list[tuple[int, float]]:
    """The ids of the MOST rows of TABLE most like TEXT, best first, each with its likeness from 0 to 1.

    They are compared BY the columns of these names, and only those AMONG which the condition holds; the
    fewer are COMPARED, the faster, and the sooner one is missed. A STRICT likeness counts what no row says.
    """
    table = cast(Table, table)
    words = list(dict.fromkeys(words_in(text[:READ])))[:MOST_WORDS]
    counts, rows = counted(table, words)
    weighed = weights(counts, rows)
    nearest = dialects.index().sharing(table, {word: weighed[word] for word in _leading(counts)}, NEAREST)
    allowed = list(_compared(table, nearest, by, true() if among is None else among, compared))
    if strict:
        weighed |= _unheard(words, weighed, [its_words for _, its_words in allowed], rows)
    found = [(number, _likeness(its_words, weighed, len(words))) for number, its_words in allowed]
    return sorted(found, key=lambda pair: (-pair[1], -pair[0]))[:most]


def _leading(counts: Mapping[str, int]) -> Iterator[str]:
    """The rarest of the words in COUNTS, which are in order: as many as can be looked up in a moment."""
    rows = 0
    for place, (word, count) in enumerate(counts.items()):
        rows += count
        if place >= FEWEST and rows > ROWS:
            return
        yield word


def _compared(
    table: Table, numbers: Sequence[int], by: Sequence[str], among: ColumnElement[bool], most: int
) -> Iterator[tuple[int, set[str]]]:
    """The first MOST of the rows NUMBERS AMONG which the condition holds, each with its words."""
    columns = [func.substr(table.c[name], 1, READ_OF_ROW) for name in by]
    left = most
    for start in range(0, len(numbers), most):
        some = table.c.id.in_(numbers[start : start + most])
        for number, *texts in db.session.execute(select(table.c.id, *columns).where(some, among).limit(left)):
            left -= 1
            yield number, set(chain.from_iterable(map(words_in, texts)))
        if not left:
            return


def _unheard(
    words: Sequence[str], weighed: Mapping[str, float], seen: Sequence[set[str]], rows: int
) -> dict[str, float]:
    """The weight of those of WORDS that none of the ROWS has: each as much as one that a single row has.

    Else a text would be like a row of a small table for the few common words that they share. What was
    SEEN in rows and not counted, such as "the" on PostgreSQL, tells nothing.
    """
    known = {*weighed}.union(*seen)
    return dict.fromkeys((word for word in words if word not in known), log(rows + 1))


def _likeness(words: set[str], weighed: Mapping[str, float], size: int) -> float:
    """How much of what is WEIGHED is among WORDS; a little less where they are more than SIZE."""
    shared = sum(weight for word, weight in weighed.items() if word in words)
    longer = max(1.0, len(words) / size)
    return shared / sum(weighed.values()) / (1 - LENGTH + LENGTH * longer)
