"""Kept pages from the real server beside the same bytes as a file from nginx, in one run.

Both have two workers, one pinned to each core; wrk loads each in turn over loopback.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.request import Request, urlopen

from config import ROOT

NEEDED = ("nginx", "wrk")
ROUNDS, SECONDS = 3, 2
NGINX = """
user {user};
worker_processes 2; worker_cpu_affinity 01 10; daemon off;
pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; open_file_cache max=100;
  default_type text/html; add_header Content-Encoding zstd;
  server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""


class Served(NamedTuple):
    """How often a second a page of LENGTH compressed bytes is answered: by us, and by nginx from a file."""

    name: str
    length: int
    ours: float
    file: float


def missing() -> list[str]:
    """The programs that this needs and the machine has not."""
    return [program for program in NEEDED if shutil.which(program) is None]


def measure(folder: Path, pages: dict[str, str]) -> list[Served]:
    """The rate of each of PAGES, by its name, of the column in FOLDER."""
    with _column(folder) as ours, _nginx(folder) as theirs:
        return [_served(name, f"{ours}{path}", folder, theirs) for name, path in pages.items()]


def _served(name: str, address: str, folder: Path, theirs: str) -> Served:
    with urlopen(Request(address, headers={"Accept-Encoding": "zstd"})) as answer:
        content = answer.read()
    file = f"{len(content)}.html"
    (folder / file).write_bytes(content)
    rates = [(_rate(address), _rate(f"{theirs}/{file}")) for _ in range(ROUNDS)]
    return Served(name, len(content), median(r[0] for r in rates), median(r[1] for r in rates))


def _rate(address: str) -> float:
    command = ["wrk", "-t1", "-c8", f"-d{SECONDS}s", "-H", "Accept-Encoding: zstd", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert found, said
    assert "Non-2xx" not in said, said
    return float(found[1])


@contextmanager
def _column(folder: Path) -> Iterator[str]:
    port = _free_port()
    ours = {"QUANDARY_DATA": str(folder), "QUANDARY_BIND": f"127.0.0.1:{port}"}
    with _running([sys.executable, "wsgi.py"], port, env=os.environ | ours) as server:
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        for core, child in enumerate(children):
            for thread in Path(f"/proc/{child}/task").iterdir():
                os.sched_setaffinity(int(thread.name), {core % (os.cpu_count() or 1)})
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _nginx(folder: Path) -> Iterator[str]:
    port = _free_port()
    (folder / "nginx.conf").write_text(NGINX.format(user=getuser(), folder=folder, port=port))
    with _running(["nginx", "-c", str(folder / "nginx.conf")], port, env=dict(os.environ)):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command: list[str], port: int, env: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    server = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield server
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on {port}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
