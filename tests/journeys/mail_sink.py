"""A real mail server that keeps count of every message it took, by Message-ID."""

import asyncio
import random
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from typing import Any

from aiosmtpd.controller import Controller

SLOWEST_ANSWER_SECONDS = 0.1


class Sink:
    """What the server took. It answers as slowly as servers do, so that a sender can die between text and answer."""

    def __init__(self, port: int, seed: int) -> None:
        self.port = port
        self.taken: Counter[str] = Counter()
        self._random = random.Random(seed)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        """Take the message: from here on it counts as delivered, whether the sender hears our answer or not."""
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.taken[str(message["Message-ID"])] += 1
        await asyncio.sleep(self._random.uniform(0, SLOWEST_ANSWER_SECONDS))
        return "250 taken"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def mail_sink(seed: int) -> Iterator[Sink]:
    """A mail server on a free port of this machine."""
    sink = Sink(free_port(), seed)
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()
