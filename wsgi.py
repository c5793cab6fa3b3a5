"""The server: `python wsgi.py` serves the column where QUANDARY_BIND says."""

import gc
import os
import signal
import sys
from ctypes import CDLL

from flask import Flask
from flask.cli import load_dotenv
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from app import create_app, worker
from app.web import page_files
from config import Config, ConfigError

M_ARENA_MAX, M_MMAP_THRESHOLD = -8, -3
"""Of mallopt(3)."""


def main() -> None:
    """Serve with two processes until told to stop."""
    load_dotenv()
    try:
        config = Config.from_environment(os.environ)
    except ConfigError as error:
        sys.exit(f"The settings need a hand:\n{error.message}")
    page_files.set_up(config.data, config.pages)
    print(f"Quandary is at http://{config.host}:{config.port} (stop it with Ctrl-C)", flush=True)
    gc.freeze()  # what is imported by now stays shared with the processes that are forked from here
    os.register_at_fork(after_in_child=_end_when_told)
    Server(
        "wsgi:served",
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=8,
        backpressure=64,
        websockets=False,
        workers_kill_timeout=10,
        log_level=LogLevels.error,
        factory=True,
    ).serve()


def _end_when_told() -> None:
    """In a new process, until granian listens there: what it set in the first would swallow a signal."""
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, signal.SIG_DFL)


def served() -> Flask:
    """One process's share: the app, and its worker beside it."""
    app = create_app(serving=True)
    settle()
    worker.start(app)
    return app


def settle() -> None:
    """Tell the interpreter that this is a server, where threads that wait for SQLite meet others that count.

    What was made by now stays, and need not be looked at for garbage; a thread that comes back from
    the database gets its turn within a millisecond, not five; threads share two heaps, not one each, and
    the memory of a whole page goes back to the system with the page.
    """
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    sys.setswitchinterval(0.0003)
    libc = CDLL(None)
    if hasattr(libc, "mallopt"):
        libc.mallopt(M_ARENA_MAX, 2)
        libc.mallopt(M_MMAP_THRESHOLD, 128 * 1024)


if __name__ == "__main__":
    main()
