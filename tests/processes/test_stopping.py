"""A server that is told to end while it still begins."""

import subprocess
import sys
import time
from pathlib import Path

from config import ROOT
from tests.journeys.column import PATIENCE, Column


def test_it_ends_with_all_its_processes_though_they_are_not_ready(tmp_path: Path) -> None:
    column = Column(tmp_path)
    column.flask("db", "upgrade")
    server = subprocess.Popen([sys.executable, "wsgi.py"], cwd=ROOT, env=column.environment)
    try:
        deadline = time.monotonic() + PATIENCE
        while len(workers := _children(server.pid)) < 2:
            assert time.monotonic() < deadline
        server.terminate()
        server.wait(timeout=PATIENCE)
    finally:
        server.kill()
    assert [worker for worker in workers if Path(f"/proc/{worker}").exists()] == []


def _children(pid: int) -> list[int]:
    """The processes that PID started (proc(5))."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
