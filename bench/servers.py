"""The servers that are measured: ours as it is run, and nginx; each has two workers, one on each core."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config import ROOT


@contextmanager
def column(folder: Path, *, pinned: bool = True, **settings: str) -> Iterator[str]:
    """The address of the column in FOLDER, served with SETTINGS; PINNED keeps each process to one core."""
    port = free_port()
    ours = {"QUANDARY_DATA": str(folder), "QUANDARY_BIND": f"127.0.0.1:{port}"} | settings
    with running([sys.executable, "wsgi.py"], port, env=os.environ | ours) as server:
        if pinned:
            _pin(server.pid)
        yield f"http://127.0.0.1:{port}"


def children(pid: int) -> list[int]:
    """The processes that PID started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _pin(pid: int) -> None:
    for core, child in enumerate(children(pid)):
        for thread in Path(f"/proc/{child}/task").iterdir():
            os.sched_setaffinity(int(thread.name), {core % (os.cpu_count() or 1)})


@contextmanager
def nginx(configuration: Path, port: int) -> Iterator[str]:
    """The address of an nginx with CONFIGURATION, which listens on PORT."""
    with running(["nginx", "-c", str(configuration)], port, env=dict(os.environ)):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running(command: list[str], port: int, env: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """The process of COMMAND from when it listens on PORT; ended after use."""
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


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
