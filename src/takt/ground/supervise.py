"""Run several programs as one: until one of them ends or somebody asks us to stop. None is left behind.

Each program leads its own process group. At the end the groups are asked to end (SIGTERM), and killed
after a grace period. If we are killed ourselves, the kernel tells each program (PR_SET_PDEATHSIG), and the
warden ends their groups.
"""

import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from types import FrameType

from takt.ground.warden import DONE, end_groups

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PASSED_ON = (signal.SIGUSR1, signal.SIGUSR2)
_FROM_KERNEL_AT_OUR_DEATH = ["setpriv", "--pdeathsig", "TERM"]


@dataclass(frozen=True)
class Program:
    """One program to run: its name in messages, its command words, and what its environment adds to ours."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ending:
    """How it ended: ``code`` for our own exit, and the name of the program that ended first, if one did."""

    code: int
    ended_first: str | None


def supervise(programs: Sequence[Program], *, grace_seconds: float = 10.0) -> Ending:
    """Run the programs. Call it in the main thread: it listens to SIGINT, SIGTERM and SIGHUP while it runs.

    ``code`` is 0 when we were asked to stop and all ended within ``grace_seconds``, 1 when some had to be
    killed, and the code of the program that ended first otherwise (128 + n when signal n ended it).
    A program that cannot be started ends with 126 or 127, as in a shell.
    """
    with ExitStack() as stack:
        signals = stack.enter_context(_signals_as_bytes())
        warden = stack.enter_context(_warden(grace_seconds))
        running: dict[int, subprocess.Popen[bytes]] = {}
        leaders: dict[int, int] = {}
        try:
            for program in programs:
                process = _start(program)
                descriptor = os.pidfd_open(process.pid)
                running[descriptor] = process
                leaders[process.pid] = descriptor
                _write_line(warden, str(process.pid))
            first = _wait_for_end_or_signal(running, signals)
        finally:
            all_ended = end_groups(leaders, grace_seconds)
            codes = {descriptor: process.wait() for descriptor, process in running.items()}
            for descriptor in running:
                os.close(descriptor)
    if first is None:
        return Ending(0 if all_ended else 1, None)
    code = codes[first]
    return Ending(128 - code if code < 0 else code, programs[list(running).index(first)].name)


def _start(program: Program) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*_FROM_KERNEL_AT_OUR_DEATH, *program.command],
        env={**os.environ, **program.environment},
        stdin=subprocess.DEVNULL,
        process_group=0,
    )


def _wait_for_end_or_signal(running: Mapping[int, subprocess.Popen[bytes]], signals: int) -> int | None:
    """The pidfd of the program that ended first; None when we were asked to stop."""
    with selectors.DefaultSelector() as selector:
        for descriptor in (*running, signals):
            selector.register(descriptor, selectors.EVENT_READ)
        while True:
            ready = {int(key.fd) for key, _ in selector.select()}
            if signals in ready and _handle(os.read(signals, 64), running):
                return None
            if ended := ready - {signals}:
                return min(ended)


def _handle(numbers: bytes, running: Mapping[int, subprocess.Popen[bytes]]) -> bool:
    """Pass signals on to the programs; True when one of them asks us to stop."""
    for number in numbers:
        if number in _STOP_SIGNALS:
            return True
        if number in _PASSED_ON:
            for process in running.values():
                process.send_signal(number)
    return False


@contextmanager
def _signals_as_bytes() -> Iterator[int]:
    """A descriptor that gives the number of each signal that comes, as a byte (signal.set_wakeup_fd)."""
    reading, writing = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
    before = {number: signal.signal(number, _only_wake_up) for number in (*_STOP_SIGNALS, *_PASSED_ON)}
    woken_before = signal.set_wakeup_fd(writing)
    try:
        yield reading
    finally:
        signal.set_wakeup_fd(woken_before)
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(reading)
        os.close(writing)


def _only_wake_up(_number: int, _frame: FrameType | None) -> None:
    """The number arrives through the wake-up descriptor; a handler must exist for that."""


@contextmanager
def _warden(grace_seconds: float) -> Iterator[int]:
    """Start the warden; gives the descriptor that it reads. It ends with us, in peace or not."""
    reading, writing = os.pipe2(os.O_CLOEXEC)
    command = [sys.executable, "-I", "-m", "takt.ground.warden", str(grace_seconds)]
    warden = subprocess.Popen(command, stdin=reading, start_new_session=True, cwd="/")
    os.close(reading)
    try:
        yield writing
    finally:
        _write_line(writing, DONE)
        os.close(writing)
        warden.wait()


def _write_line(descriptor: int, text: str) -> None:
    try:
        os.write(descriptor, f"{text}\n".encode())
    except BrokenPipeError:
        sys.stderr.write("the warden has ended: if this process is killed now, programs may remain\n")
