"""Takt's own programs, running for a benchmark."""

import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

PATIENCE_SECONDS = 30.0
LOOK_AGAIN_SECONDS = 0.1


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str], port: int, patience_seconds: float = PATIENCE_SECONDS, **more: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """The program, once it listens; ended afterwards. RuntimeError when it ends before, TimeoutError when it never listens."""
    process = subprocess.Popen(command, **more)
    try:
        _wait(process, port, patience_seconds)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)


def _wait(process: subprocess.Popen[bytes], port: int, patience_seconds: float) -> None:
    """Until somebody listens; meanwhile the program's end is listened for."""
    deadline = time.monotonic() + patience_seconds
    while not _listens(port):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{process.args!r} does not listen on {port}")
        try:
            process.wait(timeout=LOOK_AGAIN_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        raise RuntimeError(f"{process.args!r} ended with {process.returncode}")


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
