"""The index in PostgreSQL: a generated column `words` in each table, with a GIN index on it."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Row, Select, Table, func, literal_column, select, text

from app.db import db
from app.index.asking import Asked, Phrase
from app.index.words import without_accents

COUNTED = """
SELECT word, coalesce(
    (SELECT least(:most, ceil(common.share * pg_class.reltuples)) FROM pg_class
        WHERE pg_class.oid = CAST(:table AS regclass) AND pg_class.reltuples > 0),
    (SELECT count(*) FROM
        (SELECT 1 FROM {table} WHERE words @@ plainto_tsquery('english', word) LIMIT :most) AS having_it))
FROM unnest(CAST(:words AS text[])) AS word
LEFT JOIN (
    SELECT DISTINCT ON (stem) stem, share
    FROM pg_stats, unnest(CAST(CAST(most_common_elems AS text) AS text[]), most_common_elem_freqs)
        AS listed (stem, share)
    WHERE schemaname = current_schema() AND tablename = :table AND attname = 'words'
) AS common ON common.stem = (tsvector_to_array(to_tsvector('english', word)))[1]
WHERE numnode(plainto_tsquery('english', word)) > 0
"""
SHARING = """
SELECT {table}.id FROM unnest(CAST(:words AS text[]), CAST(:weights AS float[])) AS word (word, weight)
JOIN {table} ON {table}.words @@ plainto_tsquery('english', word.word)
GROUP BY {table}.id ORDER BY sum(word.weight) DESC, {table}.id DESC LIMIT :most
"""


def matching(table: Table, asked: Asked) -> Select[tuple[int]]:
    """The ids of the rows of TABLE that are as ASKED."""
    parts = [*map(_in_a_row, asked.with_), *(f"!{_in_a_row(phrase)}" for phrase in asked.without)]
    wanted = func.to_tsquery(literal_column("'english'"), " & ".join(parts))
    return select(table.c.id).where(literal_column(f"{table.name}.words").bool_op("@@")(wanted))


def counted(table: Table, words: Sequence[str], most: int) -> Sequence[Row[tuple[str, int]]]:
    """Each of WORDS with the number of rows of TABLE that have it, counted no further than MOST."""
    query = text(COUNTED.format(table=table.name))
    asked = {"table": table.name, "words": list(words), "most": most}
    return db.session.connection().execute(query, asked).all()


def sharing(table: Table, weights: Mapping[str, float], most: int) -> list[int]:
    """The ids of the MOST rows of TABLE whose words among WEIGHTS weigh most together, heaviest first."""
    query = text(SHARING.format(table=table.name))
    asked = {"words": list(weights), "weights": list(weights.values()), "most": most}
    return list(db.session.connection().scalars(query, asked))


def _in_a_row(phrase: Phrase) -> str:
    words = [f"'{bare}'" for word in phrase.words for bare in without_accents(word)]
    return f"({' <-> '.join(words)}{':*' if phrase.is_begun else ''})"
