"""How long `takt run` takes in an empty home, with the demonstration, and again in the same home.

    python -m benchmarks.starting

The ratio tells what of the first start is set-up that the second one does not repeat."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.serving import free_port, running

COMMAND = [sys.executable, "-m", "takt.web.command_line", "run"]
STARTS = 3
FIRST_START_SECONDS = 300.0


def seconds_of_a_start(home: Path) -> float:
    """From typing `takt run` to a page that answers."""
    port = free_port()
    environment = os.environ | {
        "TAKT_HOME": str(home), "TAKT_PORT": str(port), "TAKT_EVENTS_PORT": str(free_port()),
    }  # fmt: skip
    began = time.perf_counter()
    silent = subprocess.DEVNULL
    with running(COMMAND, port, FIRST_START_SECONDS, env=environment, stdout=silent, stderr=silent):
        return time.perf_counter() - began


def main() -> None:
    """Print the first start, the quickest later one, and their ratio."""
    with tempfile.TemporaryDirectory(prefix="takt-starting-") as folder:
        first, *later = (seconds_of_a_start(Path(folder) / "home") for _ in range(STARTS))
    print(f"first start {first:.1f} s; again {min(later):.1f} s; {first / min(later):.1f} times")


if __name__ == "__main__":
    main()
