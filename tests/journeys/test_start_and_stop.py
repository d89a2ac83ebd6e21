"""`takt run` serves, ends by whatever ends it, leaves nobody behind, and starts again with everything in place."""

import os
import signal
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.journeys.installation import environment_of, takt_command
from tests.journeys.mail_sink import free_port
from tests.journeys.programs import wait_until

from takt.ground.home import TaktHome

FIRST_START_SECONDS = 180.0
END_SECONDS = 60.0
Ending = Callable[[subprocess.Popen[bytes]], None]


class Takt:
    """`takt run` in a home of its own, as somebody types it into a terminal."""

    def __init__(self, folder: Path) -> None:
        self.home = TaktHome(folder / "home")
        self.port = free_port()
        ports = {"TAKT_PORT": str(self.port), "TAKT_EVENTS_PORT": str(free_port())}
        self.environment = environment_of(self.home, TAKT_DEMO="0", **ports)
        self._program: subprocess.Popen[bytes] | None = None

    def start(self) -> subprocess.Popen[bytes]:
        """Start it; returns when it is ready."""
        program = self._program = subprocess.Popen(
            takt_command("run"), env=self.environment, start_new_session=True
        )
        wait_until(
            lambda: self.is_ready() or program.poll() is not None, "takt is ready", FIRST_START_SECONDS
        )
        assert program.poll() is None, f"takt run ended with {program.returncode}"
        return program

    def is_ready(self) -> bool:
        """/readyz says so."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return int(answer.status) == 200
        except (OSError, urllib.error.URLError):
            return False

    def everybody(self) -> list[str]:
        """Every process of this home: by its command, its environment, or the folder that it works in."""
        return [found for pid in Path("/proc").glob("[0-9]*") if (found := self._of_this_home(pid))]

    def _of_this_home(self, pid: Path) -> str:
        mark = os.fsencode(self.home.path)
        try:
            command = (pid / "cmdline").read_bytes()
            if (
                mark in command
                or mark in (pid / "environ").read_bytes()
                or mark in os.fsencode((pid / "cwd").readlink())
            ):
                return f"{pid.name} {command.replace(bytes(1), b' ').decode(errors='replace')}"
        except (
            FileNotFoundError,
            ProcessLookupError,
            PermissionError,
        ):  # it ended just now, or is another user's
            return ""
        return ""

    def clear(self) -> None:
        """Whatever a failed test left running ends."""
        if self._program is not None and self._program.poll() is None:
            self._program.terminate()
            self._program.wait(END_SECONDS)


@pytest.fixture(scope="module")
def takt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Takt]:
    """Not started yet."""
    found = Takt(tmp_path_factory.mktemp("run"))
    yield found
    found.clear()


def by_the_terminal(program: subprocess.Popen[bytes]) -> None:
    """Ctrl+C: SIGINT to the whole group in the foreground."""
    os.killpg(program.pid, signal.SIGINT)


def by_sigint(program: subprocess.Popen[bytes]) -> None:
    """SIGINT to the program alone."""
    program.send_signal(signal.SIGINT)


def by_sigterm(program: subprocess.Popen[bytes]) -> None:
    """Kill."""
    program.terminate()


@pytest.mark.parametrize("ended", [by_the_terminal, by_sigint, by_sigterm])
def test_whoever_asks_it_to_stop_it_leaves_nobody_behind(takt: Takt, ended: Ending) -> None:
    program = takt.start()
    assert len(takt.everybody()) > 5, "web server, worker, keeper, database and this command are at work"
    ended(program)
    assert program.wait(END_SECONDS) == 0
    assert takt.everybody() == []


def test_killed_it_leaves_nobody_behind_either(takt: Takt) -> None:
    program = takt.start()
    program.kill()
    program.wait(END_SECONDS)
    wait_until(lambda: not takt.everybody(), "all processes have ended", END_SECONDS)


def test_it_starts_again_with_everything_in_place(takt: Takt) -> None:
    """After the kill as well: nothing to repair, and the journal is right. How fast: benchmarks/starting.py."""
    takt.start()
    verdict = subprocess.run(
        takt_command("verify"), env=takt.environment, capture_output=True, text=True, check=False
    )
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
