"""A real column: a folder of its own, `python wsgi.py` on a free port, and the `flask` commands."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from app import create_app
from app.db import db, writing
from config import ROOT, Config

T = TypeVar("T")
PATIENCE = 15.0
"""Seconds that anything which happens by itself may take."""


class Column:
    """A column in FOLDER. `address` is where it is served."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        ours = {"QUANDARY_DATA": str(folder), "QUANDARY_BIND": f"127.0.0.1:{self.port}"}
        foreign = {name: value for name, value in os.environ.items() if not name.startswith("QUANDARY_")}
        self.environment = foreign | ours

    def known_as(self, host: str) -> "Column":
        """The same, reached under the name HOST of this machine."""
        self.address = self.environment["QUANDARY_SITE_URL"] = f"http://{host}:{self.port}"
        return self

    def copy_to(self, folder: Path) -> "Column":
        """Another column, as this one is now; neither may be running."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Column(folder)

    def flask(self, *words: str, typed: str = "") -> str:
        """Run `flask WORDS` with TYPED on standard input; what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", *words],
            **self._how,
            input=typed,
            text=True,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, f"flask {' '.join(words)}:\n{done.stdout}{done.stderr}"
        return done.stdout

    @contextmanager
    def served(self) -> Iterator["Column"]:
        """Serve it; at the end stop, and see that the server met no fault."""
        with self.log.open("w") as log:
            self.server = server = subprocess.Popen(
                [sys.executable, "wsgi.py"],
                **self._how,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            wait_until(lambda: self._answers(server), "the server answers", self._told)
            yield self
        finally:
            server.terminate()
            try:
                server.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
        assert "Traceback" not in self._told(), self._told()

    def kill(self) -> None:
        """End the server, with all its processes, as a power cut does."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def inside(self, work: Callable[[Session], T]) -> T:
        """Do WORK inside the app, with a session that writes; for what no page can do, let time pass, say.

        In a thread of its own, for in ours Playwright's event loop runs.
        """
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(self._inside, work).result()

    def _inside(self, work: Callable[[Session], T]) -> T:
        app = create_app(Config.from_environment(self.environment))
        with app.app_context():
            try:
                with writing() as session:
                    return work(session)
            finally:
                for engine in db.engines.values():
                    engine.dispose()

    @property
    def _how(self) -> dict[str, object]:
        return {"cwd": ROOT, "env": self.environment}

    def _answers(self, server: subprocess.Popen[bytes]) -> bool:
        assert server.poll() is None, f"the server stopped:\n{self._told()}"
        try:
            with urllib.request.urlopen(self.address, timeout=1):
                return True
        except urllib.error.HTTPError as error:
            error.close()
            return True
        except OSError:
            return False

    def _told(self) -> str:
        return self.log.read_text()


def wait_until(happened: Callable[[], bool], what: str, told: Callable[[], str] = str) -> None:
    """Return once HAPPENED; fail when it has not within PATIENCE."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, f"{PATIENCE:.0f} seconds went by, and not yet: {what}. {told()}"
        time.sleep(0.05)


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
