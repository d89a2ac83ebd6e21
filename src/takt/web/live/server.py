"""The server of live pages: granian in this very process, with one watcher beside it.

Streams never end by themselves. So when we are asked to stop, they are ended first, and the server, which waits for its
connections, then ends at once.
"""

import asyncio
import logging
import signal
from contextlib import suppress

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from takt.web.live.application import Events
from takt.web.live.watching import watch
from takt.web.ports import events_port, host

MOST_PAGES = 10_000
"""Connections at a time; each is a few kilobytes."""
BACKLOG = 2048
"""Pages that come back together after a restart wait here; the kernel may allow fewer (net.core.somaxconn)."""
FAREWELL_SECONDS = 3.0
_LOG = logging.getLogger(__name__)


async def serve() -> int:
    """Serve until SIGINT or SIGTERM: 0. 1 when the server or the watcher ended by itself; the log says why."""
    events, asked = Events(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, asked.set)
    server = _server(events)
    serving = asyncio.create_task(server.serve())
    watching, waiting = asyncio.create_task(watch(events.board)), asyncio.create_task(asked.wait())
    tasks = (serving, watching, waiting)
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    await _say_goodbye(events)
    server.stop()  # type: ignore[no-untyped-call]  # granian gives it no types
    watching.cancel()
    waiting.cancel()
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception):
            _LOG.error("the server of events failed", exc_info=end)
    return 0 if asked.is_set() and not any(isinstance(end, Exception) for end in ends) else 1


def _server(events: Events) -> Server:
    return Server(
        events,
        address=host(),
        port=events_port(),
        interface=Interfaces.ASGINL,
        backlog=BACKLOG,
        backpressure=MOST_PAGES,
        websockets=False,
        log_level=LogLevels.error,
    )


async def _say_goodbye(events: Events) -> None:
    """Every page is let go, and the last words are given a moment to leave."""
    events.board.close()
    with suppress(TimeoutError):  # whoever takes nothing is cut off with the server
        async with asyncio.timeout(FAREWELL_SECONDS):
            await events.board.nobody()
