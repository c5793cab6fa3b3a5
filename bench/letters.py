"""A desk with very many letters: real ones, and others put together from their sentences."""

import json
import re
import secrets
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from flask import Flask
from sqlalchemy import insert
from sqlalchemy import text as sql

from app import clock
from app.db import db, writing
from app.questions import Permission, Question, State
from bench.filling import SEED
from config import ROOT

REAL = ROOT.parent / "shared" / "real" / "letters.jsonl"
STATES = {State.NEW: 30, State.QUEUED: 20, State.DECLINED: 40, State.SPAM: 5, State.ANSWERED_PRIVATELY: 5}
"""How many of a hundred stand where."""
AT_ONCE = 2_000


def real_letters(file: Path = REAL) -> list[str]:
    """The real letters in FILE, a JSON object a line."""
    return [json.loads(line)["letter"] for line in file.read_text().splitlines()]


def recombined(letters: list[str], rng: Random) -> Iterator[str]:
    """Letters without end, each of 5 to 25 sentences out of LETTERS."""
    sentences = [sentence for letter in letters for sentence in re.split(r"(?<=[.?!])\s+", letter)]
    while True:
        yield " ".join(rng.choices(sentences, k=rng.randint(5, 25)))


def fill_desk(app: Flask, size: int) -> None:
    """Give APP's column SIZE letters, the real ones the newest, none of which was read."""
    rng, real = Random(SEED), real_letters()
    made = recombined(real, rng)
    now = clock.now()
    with app.app_context(), writing() as session:
        for begin in range(0, size, AT_ONCE):
            rows = []
            for place in range(begin, min(begin + AT_ONCE, size)):
                letter = real[size - 1 - place] if place >= size - len(real) else next(made)
                state = (
                    State.NEW if place >= size - len(real) else rng.choices(list(STATES), STATES.values())[0]
                )
                rows.append(
                    {
                        "letter": letter,
                        "length": len(letter),
                        "state": state,
                        "permission": rng.choice(list(Permission)),
                        "starred": rng.random() < 0.02,
                        "token_hash": secrets.token_hex(32),
                        "received_at": now - timedelta(minutes=size - place),
                        "lifted_at": now - timedelta(minutes=size - place),
                    }
                )
            session.execute(insert(Question), rows)
    _let_it_settle(app)


def _let_it_settle(app: Flask) -> None:
    """What PostgreSQL does by itself within a minute or so."""
    with app.app_context(), db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(sql("VACUUM ANALYZE"))
