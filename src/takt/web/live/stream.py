"""One page's stream of server-sent events (HTML Living Standard, 9.2): ids and numbers only, never content."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import sync_to_async

from takt.web.live.board import Board, Listener
from takt.web.live.rights import Heard, hearing

KEEP_ALIVE_SECONDS = 15.0
ASK_AGAIN_SECONDS = 60.0
SEND_LIMIT_SECONDS = 20.0
Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
_LOG = logging.getLogger(__name__)
_ask = sync_to_async(hearing, thread_sensitive=True)  # one thread, one connection to the database


async def may_hear(session_key: str, reference: str) -> Heard | int:
    """What may be heard, or the status that says no."""
    return await _ask(session_key, reference)


def event(number: str, position: int) -> bytes:
    """`changed`: the order of this number has come to this position; the same is the event's id."""
    data = json.dumps({"order": number, "seq": position}, separators=(",", ":"))
    return f"id: {position}\nevent: changed\ndata: {data}\n\n".encode()


class Stream:
    """One connection, from the moment that the reader's right is known."""

    def __init__(self, board: Board, send: Send, session_key: str, reference: str, heard: Heard) -> None:
        self.board = board
        self._send = send
        self._session_key = session_key
        self._reference = reference
        self._number = heard.number
        self._listener = Listener(heard.case, heard.position)

    async def run(self, receive: Receive, since: int | None) -> None:
        """Tell what happens until the page leaves, the right ends, or we stop. `since`: what the page knows already."""
        self.board.add(self._listener)
        try:
            await self._write(f": takt\nretry: {int(KEEP_ALIVE_SECONDS * 200)}\n\n".encode())
            # Asked again now that we listen: what was committed between the first answer and now is not lost.
            now = await may_hear(self._session_key, self._reference)
            if isinstance(now, int):
                return
            self._listener.tell(now.position)
            if since is not None and since != now.position:
                await self._write(event(self._number, now.position))
            await self._until_over(receive)
        except TimeoutError:
            _LOG.info("a page that takes nothing was let go")
        finally:
            self.board.remove(self._listener)

    async def _until_over(self, receive: Receive) -> None:
        tasks = [
            asyncio.create_task(c)
            for c in (_gone(receive), self._tell(), self._keep_alive(), self._ask_again())
        ]
        try:
            done, __ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _tell(self) -> None:
        while (position := await self._listener.news()) is not None:
            await self._write(event(self._number, position))

    async def _keep_alive(self) -> None:
        while True:
            await asyncio.sleep(KEEP_ALIVE_SECONDS)
            await self._write(b": here\n\n")

    async def _ask_again(self) -> None:
        while True:
            await asyncio.sleep(ASK_AGAIN_SECONDS)
            if isinstance(await may_hear(self._session_key, self._reference), int):
                return

    async def _write(self, text: bytes) -> None:
        async with asyncio.timeout(SEND_LIMIT_SECONDS):
            await self._send({"type": "http.response.body", "body": text, "more_body": True})


async def _gone(receive: Receive) -> None:
    """Until the page has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
