"""A page that listens, without a network: the application of events is called as a server calls it."""

import asyncio
from collections.abc import Mapping
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from takt.departments.models import Person
from takt.web.live.application import Events

PATIENCE_SECONDS = 10.0
PAGE = "http://127.0.0.1:8000"


def session_of(person: Person) -> str:
    """The key of a session in which the person is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


class Page:
    """One connection to the events."""

    def __init__(self, events: Events, query: str, headers: Mapping[str, str]) -> None:
        self._said: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._lines: list[str] = []
        self._left = asyncio.Event()
        given = {"host": "127.0.0.1:8001", "origin": PAGE, **headers}
        scope = {
            "type": "http", "method": "GET", "path": "/events", "query_string": query.encode(),
            "headers": [(n.encode(), v.encode()) for n, v in given.items() if v],
        }  # fmt: skip
        self.task = asyncio.create_task(events(scope, self._receive, self._said.put))

    async def _receive(self) -> dict[str, Any]:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def start(self) -> tuple[int, dict[str, str]]:
        """Status and headers."""
        message = await asyncio.wait_for(self._said.get(), PATIENCE_SECONDS)
        return message["status"], {n.decode(): v.decode() for n, v in message["headers"]}

    async def line(self, beginning: str) -> str:
        """The next line that begins so."""
        while True:
            while self._lines:
                if (line := self._lines.pop(0)).startswith(beginning):
                    return line
            message = await asyncio.wait_for(self._said.get(), PATIENCE_SECONDS)
            self._lines += message.get("body", b"").decode().splitlines()

    async def ended(self) -> None:
        """Until the connection is over."""
        await asyncio.wait_for(self.task, PATIENCE_SECONDS)

    async def leave(self) -> None:
        """The page is closed."""
        self._left.set()
        await self.ended()


def listening(events: Events, person_key: str, order: str, since: str = "", **headers: str) -> Page:
    """A page that shows an order, in the browser of the session `person_key` ("" for nobody)."""
    cookie = f"sessionid={person_key}" if person_key else ""
    return Page(events, f"order={order}&since={since}", {"cookie": cookie, **headers})
