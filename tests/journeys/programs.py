"""Takt's web server and job worker as processes that can be killed at any moment and started again."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from threading import Event
from typing import TypeVar

from tests.journeys.installation import Installation

PATIENCE_SECONDS = 90.0
STEP_SECONDS = 0.1


Found = TypeVar("Found")


def wait_until(look: Callable[[], Found], what: str, patience_seconds: float = PATIENCE_SECONDS) -> Found:
    """Look again and again for what no event tells us; what was found. Fails with `what` when it does not come to be."""
    deadline = time.monotonic() + patience_seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"not within {patience_seconds:.0f} s: {what}"
        Event().wait(STEP_SECONDS)
    return found


class Program:
    """A process that leads a group of its own, so that kill -9 takes all of it at one moment."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        self.name = name
        self._command = command
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None
        self._starts = 0

    @property
    def session(self) -> str:
        """What the database calls the sessions of the present process."""
        return f"{self.name}, start {self._starts}"

    def start(self) -> None:
        """Start it, or start it again."""
        self._starts += 1
        named = self._environment | {"PGAPPNAME": self.session}
        self._process = subprocess.Popen(self._command, env=named, start_new_session=True)

    def kill(self) -> None:
        """SIGKILL to the whole group; returns when its leader is gone."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def is_serving(port: int) -> bool:
    """The web server answers."""
    try:
        with urllib.request.urlopen(
            f"http://127.0.0.1:{port}/healthz", timeout=5
        ) as answer:  # our own server
            return int(answer.status) == 200
    except (OSError, urllib.error.URLError):
        return False


def web_server(at: Installation, name: str, port: int, environment: dict[str, str]) -> Program:
    """Pages and API, as `takt serve` runs them."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
        "--blocking-threads", "4", "--no-ws", "--no-access-log", "--log-level", "warning", "takt.web.wsgi:application",
    ]  # fmt: skip
    return Program(name, command, at.environment | environment)


def job_worker(at: Installation, name: str, environment: dict[str, str]) -> Program:
    """The job worker, as `takt worker` runs it."""
    return Program(name, [sys.executable, "-m", "takt.web.worker"], at.environment | environment)
