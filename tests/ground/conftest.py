"""Real homes, real servers, real processes. Nothing here is imitated."""

import os
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from takt.ground.account import Account, account_for
from takt.ground.home import TaktHome

LIMIT_SECONDS = 60.0
USER_OF_THE_DATABASE = """
import sys
from pathlib import Path
from takt.ground.home import TaktHome
from takt.ground.postgres import running

with running(TaktHome(Path(sys.argv[1])), durable=False) as urls:
    print(urls.application, flush=True)
    sys.stdin.read()
"""

StartUser = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TaktHome:
    """A home that does not exist yet, in a folder of its own, and no server named by the environment."""
    for name in ("TAKT_DATABASE_URL", "TAKT_OWNER_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return TaktHome(tmp_path / "home")


def accounts_to_try() -> list[str]:
    """As root both ways of running can be tried; otherwise there is our own account."""
    return ["as ourselves", "as an ordinary user"] if os.geteuid() == 0 else ["as ourselves"]


@pytest.fixture
def start_user(home: TaktHome) -> Iterator[StartUser]:
    """Start a process that uses the home's database until its standard input is closed."""
    started: list[subprocess.Popen[str]] = []

    def start(launcher: tuple[str, ...] = ()) -> subprocess.Popen[str]:
        command = [*launcher, sys.executable, "-c", USER_OF_THE_DATABASE, str(home.path)]
        user = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        started.append(user)
        return user

    yield start
    for user in started:
        user.kill()
        user.communicate()


def wait_until_up(user: subprocess.Popen[str]) -> str:
    """The application's url, once the process has said that the database is up."""
    assert user.stdout is not None
    url = user.stdout.readline().strip()
    assert url.startswith("postgresql://"), f"the database did not come up: {url!r}"
    return url


def wait_for_end(*pids: int) -> None:
    """Returns when none of the processes is left."""
    for pid in pids:
        try:
            process = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        waiting = select.poll()
        waiting.register(process, select.POLLIN)
        ended = waiting.poll(LIMIT_SECONDS * 1000)
        os.close(process)
        assert ended, f"process {pid} is still there"


def ordinary_user(home: TaktHome) -> tuple[Account, tuple[str, ...]]:
    """An account that is not root, and the words before a command that run it as that account.

    It may pass folders closed to others, because the interpreter itself may lie in one.
    """
    account = account_for(home, home.path / "no data yet")
    return account, tuple(account.launcher(Path(sys.executable), signal_at_parent_death="KILL"))
