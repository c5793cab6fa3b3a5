"""Kept pages from the real server beside the same bytes as a file from nginx, in one run.

wrk loads each in turn over loopback.
"""

import re
import shutil
import subprocess
from getpass import getuser
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.request import Request, urlopen

from bench.servers import column, free_port, nginx

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
    port = free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(NGINX.format(user=getuser(), folder=folder, port=port))
    with column(folder) as ours, nginx(configuration, port) as theirs:
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
