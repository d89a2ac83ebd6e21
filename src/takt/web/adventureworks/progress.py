"""What the person at the terminal sees while it runs: one line that updates; elsewhere plain lines."""

import time
from typing import TextIO

PLAIN_EVERY_SECONDS = 5.0
LIVE_EVERY_SECONDS = 0.1


class Progress:
    """Writes `what done/total` to a stream, not more often than somebody can read."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.live = stream.isatty()
        self.written = 0.0
        self.what = ""

    def __call__(self, what: str, done: int, total: int) -> None:
        """`done` of `total`; the last of a kind is always shown."""
        pause = LIVE_EVERY_SECONDS if self.live else PLAIN_EVERY_SECONDS
        now = time.monotonic()
        if done < total and now - self.written < pause:
            return
        self.written = now
        line = f"{what}: {done}/{total}"
        if self.live:
            ending = "\n" if done >= total else ""
            self.stream.write(f"\r\x1b[K{line}{ending}")
        else:
            self.stream.write(line + "\n")
        self.stream.flush()
