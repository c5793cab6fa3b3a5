"""How many comments a second the real server takes, while readers load the page that they are added to."""

import re
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import product
from pathlib import Path
from random import Random
from statistics import median, quantiles
from threading import Event
from time import perf_counter
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from rich.table import Table

from bench.filling import SEED, prose
from bench.servers import column

SIZES, CLIENTS = (30, 10_000), (1, 8)
ROUNDS, SECONDS = 3, 4
READERS = 8
CASES = tuple(product(SIZES, CLIENTS))
THREADS = tuple(size for size, _ in CASES) * ROUNDS
"""How long the threads are to be that `measure` posts to: one for each round of a case, for they grow."""
AIMS = "Aims: 300 a second with 1 client and 600 with 8; readers' p99 under 50 ms. All with 8 readers."
WRITER = Path(__file__).with_suffix(".lua")
UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0}


class Posting(NamedTuple):
    """How comments are taken in a thread of SIZE, from so many CLIENTS who each wait for their answer.

    `rate` is comments a second, `each` the median of seconds from a comment to its answer; within `p50`
    and `p99` seconds 50 and 99 of 100 readers have the last byte of the page meanwhile.
    """

    size: int
    clients: int
    rate: float
    each: float
    p50: float
    p99: float


class Round(NamedTuple):
    """Comments a second, the median of seconds for one, and the seconds of each reading of the page."""

    rate: float
    each: float
    reading: list[float]


def measure(folder: Path, addresses: Sequence[str], **settings: str) -> list[Posting]:
    """Each of CASES in the column in FOLDER, by turns; at ADDRESSES are posts with the lengths in THREADS.

    SETTINGS are for the server, beside where the column is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    comments = folder / "comments"
    rounds: dict[tuple[int, int], list[Round]] = {case: [] for case in CASES}
    with column(folder, pinned=False, **settings) as ours:
        for turn, (case, address) in enumerate(zip(CASES * ROUNDS, addresses, strict=True)):
            comments.write_text("\n".join(_comments(Random(SEED + turn))))
            rounds[case].append(_round(f"{ours}{address}", case[1], comments))
    return [_posting(*case, rounds[case]) for case in CASES]


def _comments(rng: Random) -> list[str]:
    """More than are posted in one round: what is said again and again is held."""
    return [urlencode({"text": prose(rng), "name": "Bramble"}) for _ in range(1_000 * SECONDS)]


def _posting(size: int, clients: int, rounds: list[Round]) -> Posting:
    reading = quantiles((took for each in rounds for took in each.reading), n=100, method="inclusive")
    rate, each = median(r.rate for r in rounds), median(r.each for r in rounds)
    return Posting(size, clients, rate, each, reading[49], reading[98])


def _round(address: str, clients: int, comments: Path) -> Round:
    """Post COMMENTS to ADDRESS while others read there; both processes have the page before that."""
    for _ in range(16):
        _read(address, HTTPConnection(urlsplit(address).netloc, timeout=10))
    stop = Event()
    with ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(_keep_reading, address, place / READERS, stop) for place in range(READERS)]
        try:
            rate, each = _write(address, clients, comments)
        finally:
            stop.set()
    return Round(rate, each, [took for reader in readers for took in reader.result()])


def _write(address: str, clients: int, comments: Path) -> tuple[float, float]:
    """Comments a second, and the median of seconds for one. Every answer is the way to the comment."""
    load = ["wrk", "-t1", f"-c{clients}", f"-d{SECONDS}s", "--latency", "-s", str(WRITER), address]
    said = subprocess.run(
        [*load, "--", str(comments)], capture_output=True, text=True, check=True, timeout=SECONDS + 20
    ).stdout
    rate, each = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"50%\s+([\d.]+)([mu]?s)", said)
    assert "Non-2xx" not in said, said
    assert "Socket errors" not in said, said
    assert rate, said
    assert each, said
    return float(rate[1]), float(each[1]) * UNITS[each[2]]


def _keep_reading(address: str, due: float, stop: Event) -> list[float]:
    """Read once a second until STOP, first after DUE seconds; returns how many seconds each took."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=10)
    took, began = [], perf_counter()
    while not stop.wait(max(0.0, began + due - perf_counter())):
        took.append(_read(address, connection))
        due += 1
    connection.close()
    return took


def _read(address: str, connection: HTTPConnection) -> float:
    """Seconds to the last byte of the page."""
    began = perf_counter()
    connection.request("GET", urlsplit(address).path, headers={"Accept-Encoding": "zstd"})
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200, f"{address} was answered with {answer.status}"
    return perf_counter() - began


def table(measured: Mapping[str, Sequence[Posting]]) -> Table:
    """What was MEASURED on each database, by its name."""
    shown = Table(title="Posting comments to the server", caption=AIMS)
    for name in (
        "database",
        "in the thread",
        "clients",
        "a second",
        "ms each",
        "p50, ms",
        "p99, ms",
        "ratio",
    ):
        shown.add_column(name, justify="left" if name == "database" else "right")
    for database, cases in measured.items():
        short = {case.clients: case.rate for case in cases if case.size == min(SIZES)}
        for case in cases:
            shown.add_row(database, *_row(case, short[case.clients]))
        shown.add_section()
    return shown


def _row(case: Posting, base: float) -> list[str]:
    """The figures of CASE; the last is its rate against BASE, that of as many clients in a short thread."""
    seconds = (f"{value * 1000:,.1f}" for value in (case.each, case.p50, case.p99))
    return [f"{case.size:,}", str(case.clients), f"{case.rate:,.0f}", *seconds, f"{case.rate / base:.2f}"]
