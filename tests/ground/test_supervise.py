"""Several programs run as one, and end as one, however the end comes."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.ground.conftest import wait_for_end

from takt.ground.supervise import Ending, Program, supervise

StartSupervisor = Callable[..., tuple[subprocess.Popen[str], list[int]]]
WAITS = "import signal; signal.pause()"
STUBBORN = """
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
signal.pause()
"""
# Writes its own and its child's process id, and waits: as a server with a worker does.
WITH_CHILD = """
import os, signal, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
print(f"{os.getpid()} {child.pid}\\n", end="", flush=True)  # one write: two programs share the pipe
signal.pause()
"""
SUPERVISOR = f"""
import sys
from takt.ground.supervise import Program, supervise
programs = [Program(name, [sys.executable, "-c", {WITH_CHILD!r}]) for name in ("first", "second")]
sys.exit(supervise(programs, grace_seconds=20).code)
"""


def python(name: str, code: str) -> Program:
    return Program(name, [sys.executable, "-c", code])


@pytest.mark.parametrize(
    ("code", "expected"),
    [("raise SystemExit(3)", 3), ("raise SystemExit(0)", 0), ("import os; os.kill(os.getpid(), 9)", 128 + 9)],
)
def test_the_first_end_ends_all_and_gives_its_code(code: str, expected: int) -> None:
    assert supervise([python("waits", WAITS), python("ends", code)]) == Ending(expected, "ends")


def test_a_program_that_is_not_there_ends_all() -> None:
    absent = Program("absent", ["/no/such/program"])
    assert supervise([python("waits", WAITS), absent]) == Ending(127, "absent")


def test_a_program_has_the_environment_that_it_is_given() -> None:
    code = "import os, sys; sys.exit(7 if os.environ['TAKT_WORD'] == 'x' and 'PATH' in os.environ else 1)"
    program = Program("reads", [sys.executable, "-c", code], {"TAKT_WORD": "x"})
    assert supervise([program]) == Ending(7, "reads")


@pytest.fixture
def start_supervisor() -> Iterator[StartSupervisor]:
    """Start a supervisor and wait for the lines of its programs; gives it and the process ids in the lines."""
    started: list[subprocess.Popen[str]] = []

    def start(code: str = SUPERVISOR) -> tuple[subprocess.Popen[str], list[int]]:
        supervisor = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        started.append(supervisor)
        assert supervisor.stdout is not None
        words = " ".join(supervisor.stdout.readline() for _ in range(2)).split()
        return supervisor, [int(word) for word in words if word.isdigit()]

    yield start
    for supervisor in started:
        supervisor.kill()
        supervisor.wait()
        if supervisor.stdout is not None:
            supervisor.stdout.close()


@pytest.mark.parametrize(
    ("number", "expected"),
    [(signal.SIGINT, 0), (signal.SIGTERM, 0), (signal.SIGHUP, 0), (signal.SIGKILL, -9)],
)
def test_a_signal_ends_the_programs_and_their_children(
    start_supervisor: StartSupervisor, number: signal.Signals, expected: int
) -> None:
    supervisor, pids = start_supervisor()
    assert len(pids) == 4
    warden = [int(pid) for pid in children_of(supervisor.pid) if int(pid) not in pids]
    assert len(warden) == 1
    supervisor.send_signal(number)
    supervisor.communicate()
    assert supervisor.returncode == expected
    wait_for_end(*pids, *warden)


def children_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def test_a_program_that_will_not_end_is_killed_and_that_is_no_success(
    start_supervisor: StartSupervisor,
) -> None:
    code = SUPERVISOR.replace(repr(WITH_CHILD), repr(STUBBORN)).replace(
        "grace_seconds=20", "grace_seconds=0.2"
    )
    supervisor, _ = start_supervisor(code)
    pids = [int(pid) for pid in children_of(supervisor.pid)]
    supervisor.terminate()
    supervisor.communicate()
    assert supervisor.returncode == 1
    wait_for_end(*pids)


def test_a_killed_warden_does_not_end_the_programs(start_supervisor: StartSupervisor) -> None:
    supervisor, pids = start_supervisor()
    (warden,) = [int(pid) for pid in children_of(supervisor.pid) if int(pid) not in pids]
    os.kill(warden, signal.SIGKILL)
    assert supervisor.poll() is None
    supervisor.terminate()
    supervisor.communicate()
    assert supervisor.returncode == 0
    wait_for_end(*pids)
