"""Kept pages beside the same bytes as a file from nginx, in one run: from our server, and behind nginx.

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

from rich.table import Table

from bench.servers import column, free_port, nginx
from config import ROOT

NEEDED = ("nginx", "wrk")
ROUNDS, SECONDS = 3, 2
NGINX = """
user {user};
worker_processes 2; worker_cpu_affinity 01 10; daemon off;
pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 512; }}
http {{
  access_log off; keepalive_requests 10000000;
  {sites}
}}
"""
FILES = """
  server {{
    listen 127.0.0.1:{port}; root {folder};
    sendfile on; open_file_cache max=100;
    default_type text/html; add_header Content-Encoding {encoding};
  }}
"""


class Served(NamedTuple):
    """How often a second a page of LENGTH bytes, as ENCODING, is answered.

    `ours`: by our server; `behind`: by the nginx of `deploy/` before it; `file`: by nginx from a file.
    """

    name: str
    encoding: str
    length: int
    ours: float
    behind: float
    file: float


def missing() -> list[str]:
    """The programs that this needs and the machine has not."""
    return [program for program in NEEDED if shutil.which(program) is None]


def measure(folder: Path, pages: dict[str, str], encoding: str = "zstd") -> list[Served]:
    """The rates of each of PAGES, by its name, of the column in FOLDER."""
    kept = folder / "pages-for-nginx"
    port, behind_port = free_port(), free_port()
    with column(folder, QUANDARY_PAGES=str(kept), QUANDARY_PROXIES="1") as ours:
        sites = FILES.format(port=port, folder=folder, encoding=encoding)
        sites += deployed(kept, ours.removeprefix("http://"), behind_port)
        configuration = folder / "nginx.conf"
        configuration.write_text(NGINX.format(user=getuser(), folder=folder, sites=sites))
        with nginx(configuration, port) as files:
            behind = f"http://127.0.0.1:{behind_port}"
            return [
                _served(name, encoding, folder, (ours + path, behind + path, files))
                for name, path in pages.items()
            ]


def deployed(kept: Path, column_at: str, port: int, log: Path | None = None) -> str:
    """The site of `deploy/nginx.conf` on PORT, with finished pages in KEPT, before what is COLUMN_AT."""
    site = (ROOT / "deploy" / "nginx.conf").read_text()
    for there, here in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("/run/quandary/pages", str(kept)),
        ("127.0.0.1:8000", column_at),
        ("/var/log/nginx/column.log combined if=$is_told", f"{log} combined if=$is_told" if log else "off"),
    ):
        assert there in site, f"deploy/nginx.conf does not say {there}"
        site = site.replace(there, here)
    return site


def _served(name: str, encoding: str, folder: Path, addresses: tuple[str, str, str]) -> Served:
    ours, behind, files = addresses
    with urlopen(Request(behind, headers={"Accept-Encoding": encoding})) as answer:
        content = answer.read()
    file = f"{len(content)}.html"
    (folder / file).write_bytes(content)
    rates = [
        [_rate(address, encoding) for address in (ours, behind, f"{files}/{file}")] for _ in range(ROUNDS)
    ]
    return Served(name, encoding, len(content), *map(median, zip(*rates, strict=True)))


def _rate(address: str, encoding: str) -> float:
    command = ["wrk", "-t1", "-c8", f"-d{SECONDS}s", "-H", f"Accept-Encoding: {encoding}", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert found, said
    assert "Non-2xx" not in said, said
    return float(found[1])


def table(measured: list[Served]) -> Table:
    """How kept pages are served, beside nginx; the ratios are ours to its."""
    made = Table(
        title="Kept pages, requests a second: from the app server, behind the nginx of deploy/, "
        "and the same bytes as a file from nginx",
        caption="Aims: from the app server 0.3 of the file for home and 30 comments, 0.4 for 300, 0.8 for "
        "2,000; behind nginx 0.9 at every size.",
    )
    for name in ("page", "as", "KB", "Quandary", "behind nginx", "a file", "ours : file", "behind : file"):
        made.add_column(name, justify="left" if name in {"page", "as"} else "right")
    for page in measured:
        made.add_row(
            page.name,
            page.encoding,
            f"{page.length / 1000:,.1f}",
            *(f"{rate:,.0f}" for rate in (page.ours, page.behind, page.file)),
            f"{page.ours / page.file:.2f}",
            f"{page.behind / page.file:.2f}",
        )
    return made
