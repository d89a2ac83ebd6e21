"""The warden: ends the programs of a supervisor that was killed before it could do so itself.

It reads the process ids of group leaders from standard input, one a line. The end of the input without the
word ``done`` means that the supervisor died: then the groups are asked to end, and killed after the grace
period.
"""

import contextlib
import os
import select
import signal
import sys
import time

DONE = "done"


def main(arguments: list[str]) -> int:
    """``python -m takt.ground.warden GRACE_SECONDS``: started by ``takt.ground.supervise`` only."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # meant for the others; we are needed until they have ended
    leaders: dict[int, int] = {}
    for line in sys.stdin:
        if line.strip() == DONE:
            return 0
        with contextlib.suppress(ProcessLookupError):
            leaders[int(line)] = os.pidfd_open(int(line))
    end_groups(leaders, float(arguments[0]))
    return 0


def end_groups(leaders: dict[int, int], grace_seconds: float) -> bool:
    """Ask the groups to end, wait for their leaders, kill what is left. ``leaders``: process id -> pidfd.

    True when every leader ended within the grace period.
    """
    for leader in leaders:
        signal_group(leader, signal.SIGTERM)
    waiting = select.poll()
    for descriptor in leaders.values():
        waiting.register(descriptor, select.POLLIN)
    deadline = time.monotonic() + grace_seconds
    open_count = len(leaders)
    while open_count and (left_seconds := deadline - time.monotonic()) > 0:
        for descriptor, _ in waiting.poll(left_seconds * 1000):
            waiting.unregister(descriptor)
            open_count -= 1
    for leader in leaders:
        signal_group(leader, signal.SIGKILL)
    return open_count == 0


def signal_group(leader: int, number: signal.Signals) -> None:
    """Send a signal to every process of the group, if there is one left."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
