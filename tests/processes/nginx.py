"""The nginx of `deploy/` before a column that is being served."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path

import pytest

from bench.serving import NGINX, deployed
from tests.conftest import IN_CI
from tests.journeys.column import Column, free_port, wait_until

BINARY = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


class Nginx:
    """nginx at PORT, with its files and its logs in FOLDER."""

    def __init__(self, folder: Path, column: Column) -> None:
        self.pages = folder / "pages-for-nginx"
        self.port = free_port()
        self._folder = folder
        column.environment |= {"QUANDARY_PAGES": str(self.pages), "QUANDARY_PROXIES": "1"}
        site = deployed(self.pages, f"127.0.0.1:{column.port}", self.port, self.told)
        self._configuration = folder / "nginx.conf"
        self._configuration.write_text(NGINX.format(user=getuser(), folder=folder, sites=site))

    @property
    def told(self) -> Path:
        """Its access log."""
        return self._folder / "access.log"

    @property
    def faults(self) -> Path:
        """Its error log."""
        return self._folder / "nginx.log"

    @contextmanager
    def served(self) -> Iterator["Nginx"]:
        """Serve; at the end stop."""
        command = [BINARY or "nginx", "-c", str(self._configuration), "-e", str(self.faults)]
        nginx = subprocess.Popen(command, env=dict(os.environ))
        try:
            wait_until(lambda: (self._folder / "nginx.pid").exists(), "nginx serves")
            yield self
        finally:
            nginx.terminate()
            nginx.wait(timeout=20)


def needed() -> None:
    """Skip the test where there is no nginx; fail in CI."""
    if BINARY is None:
        if IN_CI:
            pytest.fail("nginx is missing")
        pytest.skip("there is no nginx on this machine")
