"""How many comments a second one process takes, in a short thread and in a long one."""

from random import Random
from time import perf_counter, process_time
from typing import NamedTuple

from flask import Flask
from flask.testing import FlaskClient

from bench.filling import SEED, prose

SIZES = (30, 10_000)
BASE = 30
BATCHES, BATCH = 12, 20


class Posting(NamedTuple):
    """What one comment costs in a thread of SIZE: seconds by the clock on the wall, and of CPU."""

    size: int
    each: float
    cpu: float

    @property
    def a_second(self) -> float:
        """Comments a second, one after another."""
        return 1 / self.each


def measure(app: Flask, addresses: dict[int, str]) -> list[Posting]:
    """Post to threads of SIZES by turns, so that a busy moment of the machine weighs on all alike."""
    rng, reader = Random(SEED), app.test_client()
    _post_some(reader, addresses[BASE], rng)
    spent: dict[int, list[tuple[float, float]]] = {size: [] for size in SIZES}
    for _ in range(BATCHES):
        for size in SIZES:
            spent[size].append(_post_some(reader, addresses[size], rng))
    return [
        Posting(size, *(sum(times) / (BATCHES * BATCH) for times in zip(*spent[size], strict=True)))
        for size in SIZES
    ]


def _post_some(reader: FlaskClient, address: str, rng: Random) -> tuple[float, float]:
    """Seconds, and those of CPU, for BATCH comments, each from an address of its own: no limit stops us."""
    comments = [{"text": prose(rng), "name": "Bramble"} for _ in range(BATCH)]
    places = [f"10.{rng.randrange(256)}.{rng.randrange(256)}.{rng.randrange(256)}" for _ in comments]
    began, worked = perf_counter(), process_time()
    for comment, place in zip(comments, places, strict=True):
        answer = reader.post(address, data=comment, environ_overrides={"REMOTE_ADDR": place})
        assert answer.status_code == 303, f"a comment was answered with {answer.status}"
    return perf_counter() - began, process_time() - worked
