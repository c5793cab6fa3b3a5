"""Rows that have the words which somebody asked for."""

from typing import cast

from sqlalchemy import FromClause, Select, Table, select

from app.index import dialects
from app.index.asking import Asked


def matching(table: FromClause, words: str) -> Select[tuple[int]]:
    """The ids of the rows of TABLE with all of WORDS, for use in `in_()`; of all, where there are no words.

    Words are letters and digits, and the last of them may be only begun. "Words in quotes" stand in
    this order; a row with a -word is left out. Nothing that is typed is an error.
    """
    asked = Asked.in_words(words)
    if not asked.with_ and not asked.without:
        return select(table.c.id)
    found: Select[tuple[int]] = dialects.index().matching(cast(Table, table), asked)
    return found
