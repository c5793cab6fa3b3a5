"""What a server takes up: seconds until its first page, and memory when a large site was read."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from signal import SIGKILL
from statistics import median
from time import perf_counter, sleep
from typing import NamedTuple
from urllib.parse import urlencode

from rich.table import Table

from bench.filling import SEED, prose
from bench.servers import children, free_port
from config import ROOT

POSTS, COMMENTS_EACH, LONG = 20_000, 20, (2_000,)
"""The site that memory is measured with: POSTS with short threads, and one for each length in LONG."""
STARTS, READ, WRITTEN = 5, 2_000, 200
AT_ONCE = 8


class Footprint(NamedTuple):
    """What a server takes up: seconds from its START to the last byte of its first page, and memory.

    `resident` is what its processes have together, in millions of bytes, where what they share counts
    for each of them; in `apart` it counts once (Rss and Pss of smaps_rollup in proc(5)).
    """

    start: float
    resident: float
    apart: float


def measure(folder: Path, posts: Sequence[str], long: Sequence[str]) -> Footprint:
    """That of the column in FOLDER, which has short threads at the addresses POSTS and LONG ones."""
    start = median(_start(folder) for _ in range(STARTS))
    with _starting(folder) as (server, port):
        _wait_for_home(port)
        _use(port, posts[:READ], long)
        processes = [server.pid, *children(server.pid)]
        return Footprint(start, _megabytes("Rss", processes), _megabytes("Pss", processes))


def _start(folder: Path) -> float:
    began = perf_counter()
    with _starting(folder) as (_, port):
        _wait_for_home(port)
        return perf_counter() - began


@contextmanager
def _starting(folder: Path) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """The server of the column in FOLDER, which may not answer yet, and its port; ended after use.

    It is not asked to end, for it may not have come so far as to hear that.
    """
    port, quiet = free_port(), subprocess.DEVNULL
    ours = {"QUANDARY_DATA": str(folder), "QUANDARY_BIND": f"127.0.0.1:{port}"}
    command = [sys.executable, "wsgi.py"]
    server = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | ours, stdout=quiet, stderr=quiet, start_new_session=True
    )
    try:
        yield server, port
    finally:
        os.killpg(server.pid, SIGKILL)
        server.wait(timeout=20)


def _wait_for_home(port: int) -> None:
    deadline = perf_counter() + 20
    while perf_counter() < deadline:
        try:
            return _read(port, "zstd", "/")
        except (OSError, HTTPException):
            sleep(0.005)
    raise TimeoutError(f"no page came from {port}")


def _use(port: int, posts: Sequence[str], long: Sequence[str]) -> None:
    """Read everything as each process has it, say something below LONG threads, and read them again."""
    often = ["/", *long] * AT_ONCE
    _read_all(port, [*often, *posts])
    rng = Random(SEED)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        said = [(long[at % len(long)], prose(rng)) for at in range(WRITTEN)]
        list(pool.map(partial(_say, port), *zip(*said, strict=True)))
    _read_all(port, often)


def _read_all(port: int, paths: Iterable[str]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for encoding in ("zstd", "gzip"):
            list(pool.map(partial(_read, port, encoding), paths))


def _read(port: int, encoding: str, path: str) -> None:
    status = _status(port, "GET", path, {"Accept-Encoding": encoding})
    assert status == 200, f"{path} was answered with {status}"


def _say(port: int, path: str, comment: str) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    status = _status(port, "POST", path, form, urlencode({"text": comment, "name": "Bramble"}))
    assert status == 303, f"a comment was answered with {status}"


def _status(port: int, method: str, path: str, headers: dict[str, str], body: str | None = None) -> int:
    """How the answer begins, when all of it came over a connection that any of the processes may take."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status


def _megabytes(kind: str, processes: Iterable[int]) -> float:
    """The memory of PROCESSES, of a KIND that proc(5) names, in millions of bytes."""
    told = "".join(Path(f"/proc/{process}/smaps_rollup").read_text() for process in processes)
    return sum(int(kilobytes) * 1024 for kilobytes in re.findall(rf"^{kind}:\s+(\d+)", told, re.M)) / 1e6


def table(measured: Footprint) -> Table:
    """What was MEASURED, beside what is aimed at."""
    comments = POSTS * COMMENTS_EACH + sum(LONG)
    shown = Table(title=f"A server of {POSTS + len(LONG):,} posts and {comments:,} comments, all processes")
    for name in ("", "measured", "aim"):
        shown.add_column(name, justify="right" if name else "left")
    shown.add_row("from its start to the last byte of its first page, s", f"{measured.start:.2f}", "below 1")
    shown.add_row("resident after much reading, MB", f"{measured.resident:,.0f}", "below 250")
    shown.add_row("the same, with what they share counted once, MB", f"{measured.apart:,.0f}", "")
    return shown
