"""One demonstration for all the processes that test at the same time: whoever comes first opens it, and closes it when the rest have left."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.browser.factory import Factory
from tests.browser.opening import factory_at, opened
from tests.journeys.programs import is_serving


@contextmanager
def shared(folder: Path) -> Iterator[Factory]:
    """The factory in this folder. All who look at it hold the lock together; who opens or closes it, alone.

    The kernel releases it whatever becomes of its holder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ports = folder / "ports"
    with (folder / "lock").open("w") as lock:
        while True:
            if _is_alone(lock) and not _is_open(ports):
                yield from _opened_first(folder, ports, lock)
                return
            fcntl.flock(lock, fcntl.LOCK_SH)  # waits while somebody opens or closes it
            if _is_open(ports):
                yield factory_at(folder / "home", *map(int, ports.read_text().split()))
                return


def _opened_first(folder: Path, ports: Path, lock: IO[str]) -> Iterator[Factory]:
    with opened(folder / "home") as factory:
        ports.write_text(" ".join(map(str, factory.ports)))
        fcntl.flock(lock, fcntl.LOCK_SH)
        try:
            yield factory
        finally:
            fcntl.flock(lock, fcntl.LOCK_EX)  # waits until the others have left
            ports.unlink()


def _is_alone(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_open(ports: Path) -> bool:
    return ports.exists() and is_serving(int(ports.read_text().split()[0]))
