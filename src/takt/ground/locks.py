"""File locks that the kernel releases when their holder dies, also by kill -9 (flock(2)).

They are the whole bookkeeping of who uses the database server: no counter can be left wrong by a crash.
"""

import fcntl
import os
from pathlib import Path


class Lock:
    """One open lock file, released by ``close`` or our death.

    Programs that we start do not inherit it, unless its ``descriptor`` is passed on to them: then it is theirs as
    well as ours, held without a gap (they adopt it by naming the descriptor), and free when both have closed it.
    """

    def __init__(self, path: Path, descriptor: int | None = None) -> None:
        self.path = path
        if descriptor is None:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        else:
            os.set_inheritable(descriptor, False)
        self._descriptor = descriptor

    @property
    def descriptor(self) -> int:
        """The open file, to be passed on to a program that takes the lock over."""
        return self._descriptor

    def share(self) -> None:
        """Hold it together with others; waits while somebody holds it alone."""
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def hold(self) -> None:
        """Hold it alone; waits for as long as anybody else holds it."""
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def try_hold(self) -> bool:
        """Hold it alone if that is possible at once."""
        return self._try(fcntl.LOCK_EX)

    def try_share(self) -> bool:
        """Hold it together with others if that is possible at once: nobody holds it alone."""
        return self._try(fcntl.LOCK_SH)

    def _try(self, kind: int) -> bool:
        try:
            fcntl.flock(self._descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        """Let others have it and close the file. May be called twice."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def write(self, text: str) -> None:
        """Replace the note in the lock file (who holds it, and what they are doing)."""
        content = text.encode()
        os.pwrite(self._descriptor, content, 0)
        os.ftruncate(self._descriptor, len(content))

    def read(self) -> str:
        """The note in the lock file; empty when nobody ever wrote one."""
        return os.pread(self._descriptor, 4096, 0).decode()

    def __enter__(self) -> "Lock":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
