"""The index in SQLite: an FTS5 table beside each table, kept by triggers."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Row, Select, Table, TableClause, column, select, text
from sqlalchemy import table as named

from app.db import db
from app.index.asking import Asked, Phrase

COUNTED = """
SELECT word.value, (SELECT count(*) FROM
    (SELECT 1 FROM {index} WHERE {index} MATCH '"' || word.value || '"' LIMIT :most))
FROM json_each(:words) AS word
"""
SHARING = """
SELECT {index}.rowid FROM json_each(:weights) AS word
JOIN {index} ON {index} MATCH '"' || word.key || '"'
GROUP BY {index}.rowid ORDER BY sum(word.value) DESC, {index}.rowid DESC LIMIT :most
"""


def matching(table: Table, asked: Asked) -> Select[tuple[int]]:
    """The ids of the rows of TABLE that are as ASKED."""
    index = _index(table)
    if not asked.with_:
        found = select(index.c.rowid).where(_matches(index, _any(asked.without)))
        return select(table.c.id).where(table.c.id.not_in(found))
    wanted = " AND ".join(map(_quoted, asked.with_))
    if asked.without:
        wanted = f"({wanted}) NOT ({_any(asked.without)})"
    return select(index.c.rowid).where(_matches(index, wanted))


def counted(table: Table, words: Sequence[str], most: int) -> Sequence[Row[tuple[str, int]]]:
    """Each of WORDS with the number of rows of TABLE that have it, counted no further than MOST."""
    query = text(COUNTED.format(index=_index(table).name))
    return db.session.connection().execute(query, {"words": json.dumps(words), "most": most}).all()


def sharing(table: Table, weights: Mapping[str, float], most: int) -> list[int]:
    """The ids of the MOST rows of TABLE whose words among WEIGHTS weigh most together, heaviest first."""
    query = text(SHARING.format(index=_index(table).name))
    found = db.session.connection().scalars(query, {"weights": json.dumps(weights), "most": most})
    return list(found)


def _index(table: Table) -> TableClause:
    name = f"{table.name}_words"
    return named(name, column("rowid"), column(name))


def _matches(index: TableClause, wanted: str) -> ColumnElement[bool]:
    return index.c[index.name].bool_op("MATCH")(wanted)


def _any(phrases: Sequence[Phrase]) -> str:
    return " OR ".join(map(_quoted, phrases))


def _quoted(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"' + ("*" if phrase.is_begun else "")
