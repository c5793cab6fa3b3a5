"""`python -m bench.similar`: is a letter that was sent again in other words found among 100,000?

The others are put together from sentences of the same letters, so that each sentence of a letter
stands in some three hundred others as well.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

import psycopg
from sqlalchemy import insert, select

from app.db import db, writing
from app.questions import Question, State
from app.questions.finding import matching, similar_to
from bench.databases import on_postgresql, on_sqlite
from bench.filling import SEED
from config import ROOT

LETTERS = ROOT.parent / "shared" / "real" / "letters.jsonl"
QUESTIONS = 100_000
ASKED = 200
SENTENCE = re.compile(r"(?<=[.!?])\s*(?=[\s\"“A-Z])")


def main() -> None:
    """Fill a column on each database there is, ask, and print how it went."""
    letters = [json.loads(line)["letter"] for line in LETTERS.read_text().splitlines()]
    with TemporaryDirectory(prefix="quandary-bench-") as place:
        for name, opened in (("SQLite", on_sqlite), ("PostgreSQL", on_postgresql)):
            try:
                with opened(Path(place)) as app, app.app_context():
                    _measure(name, letters)
            except psycopg.OperationalError as error:
                print(f"{name} was left out: {error}")


def sentences(letter: str) -> list[str]:
    """The sentences of LETTER."""
    return [sentence.strip() for sentence in SENTENCE.split(letter) if sentence.strip()]


def halved(letter: str, rng: Random) -> str:
    """LETTER without half of its sentences."""
    whole = sentences(letter)
    kept = sorted(rng.sample(range(len(whole)), max(1, len(whole) // 2)))
    return " ".join(whole[place] for place in kept)


def recombined(letters: Sequence[str], size: int, rng: Random) -> list[str]:
    """As many as SIZE letters of sentences from LETTERS, as long as these."""
    split = [sentences(letter) for letter in letters]
    pool = [sentence for each in split for sentence in each]
    return [" ".join(rng.choices(pool, k=len(rng.choice(split)))) for _ in range(size)]


def fill(letters: Sequence[str], size: int) -> None:
    """Let SIZE questions be waiting, LETTERS among them."""
    rng = Random(SEED)
    all_letters = [*letters, *recombined(letters, size - len(letters), rng)]
    rng.shuffle(all_letters)
    for first in range(0, size, 5_000):
        some = enumerate(all_letters[first : first + 5_000], first)
        rows = [{"letter": letter, "state": State.NEW, "token_hash": str(place)} for place, letter in some]
        with writing() as session:
            session.execute(insert(Question), rows)


def _measure(name: str, letters: Sequence[str]) -> None:
    started = perf_counter()
    fill(letters, QUESTIONS)
    with writing() as session:
        session.connection().exec_driver_sql("ANALYZE")
    print(f"{name}: {QUESTIONS:,} questions written and analysed in {perf_counter() - started:.0f} s")
    rng = Random(SEED)
    chosen = rng.sample(letters, ASKED)
    print("  half of a letter:", _asked([(letter, halved(letter, rng)) for letter in chosen]))
    print("  a whole letter:  ", _asked([(letter, letter) for letter in chosen]))
    for words in ("husband", "sister wedding", '"my mother-in-law" -wedding', "zebra", "neighb"):
        started = perf_counter()
        found = len(
            db.session.scalars(select(Question.id).where(Question.id.in_(matching(words))).limit(50)).all()
        )
        print(f"  {words}: the first {found} in {(perf_counter() - started) * 1000:.1f} ms")


def _asked(pairs: Sequence[tuple[str, str]]) -> str:
    """How often the first of each of PAIRS is found by the second, and how long that takes."""
    places, times = [], []
    for original, said in pairs:
        started = perf_counter()
        found = [question.letter for question in similar_to(Question(id=0, letter=said, headline=""))]
        times.append((perf_counter() - started) * 1000)
        places.append(found.index(original) if original in found else None)
        db.session.rollback()
    times.sort()
    share = sum(place is not None for place in places) / len(places)
    first = places.count(0) / len(places)
    median, p95, p99 = (times[int(len(times) * part)] for part in (0.5, 0.95, 0.99))
    return (
        f"{share:.1%} among the first five, {first:.1%} first;"
        f" median {median:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms"
    )


if __name__ == "__main__":
    main()
