"""The ASGI application of live pages: GET /events?order=<number>, and /healthz."""

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings

from takt.web.live.addresses import PATH, is_ours, may_ask
from takt.web.live.board import Board
from takt.web.live.stream import Receive, Send, Stream, may_hear

_STREAM = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]
_TEXT = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
_LONGEST_POSITION = 18  # digits


class Events:
    """One board for the process; each request is a page that listens."""

    def __init__(self) -> None:
        self.board = Board()

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        host, asking = headers.get("host", ""), headers.get("origin", "")
        if scope["path"] == "/healthz":
            return await _say(send, 200, "alive\n")
        if scope["path"] != PATH or scope["method"] != "GET":
            return await _say(send, 404, "not here\n")
        if not is_ours(host) or (asking and not may_ask(asking, host)):
            return await _say(send, 403, "this page may not listen here\n")
        allowed = _cors(asking)
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        session_key, reference = _session_key(headers.get("cookie", "")), asked.get("order", [""])[0]
        heard = await may_hear(session_key, reference)
        if isinstance(heard, int):
            return await _say(send, heard, "not for you\n", allowed)
        since = _number(headers.get("last-event-id", "") or asked.get("since", [""])[0])
        await send({"type": "http.response.start", "status": 200, "headers": _STREAM + allowed})
        await Stream(self.board, send, session_key, reference, heard).run(receive, since)
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        return None


def _cors(asking: str) -> list[tuple[bytes, bytes]]:
    if not asking:
        return []
    return [
        (b"access-control-allow-origin", asking.encode("latin-1")),
        (b"access-control-allow-credentials", b"true"),
        (b"vary", b"Origin"),
    ]


def _session_key(cookies: str) -> str:
    try:
        morsel = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return morsel.value if morsel is not None else ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_POSITION else None


async def _say(send: Send, status: int, text: str, more: list[tuple[bytes, bytes]] | None = None) -> None:
    await send({"type": "http.response.start", "status": status, "headers": _TEXT + (more or [])})
    await send({"type": "http.response.body", "body": text.encode(), "more_body": False})
