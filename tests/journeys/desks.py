"""People at their desks: programs that speak HTTP with a token, and ask again when the line breaks off."""

import http.client
import json
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Event
from typing import Any
from urllib.parse import quote

from tests.journeys.installation import Installation

PATIENCE_SECONDS = 90.0
PAUSE_SECONDS = 0.05


@dataclass
class Desk:
    """One person's line to the servers. A broken line or a failing server means: the same again, under the same key.

    `cut_off` counts requests whose line broke before the answer: done or not, nobody told us.
    """

    at: Installation
    ports: tuple[int, ...]
    role: str
    cut_off: int = 0
    failed: list[str] = field(default_factory=list)
    _line: http.client.HTTPConnection | None = None

    def act(self, address: str, key: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """POST until there is an answer. A refusal is an error here: what this person asks for is right."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        body = json.dumps(arguments)
        while True:
            try:
                status, answer = self._send("POST", address, body, {"Idempotency-Key": key})
            except (OSError, http.client.HTTPException) as error:
                self.cut_off += not isinstance(error, ConnectionRefusedError)
                self._line = None
                self.ports = (*self.ports[1:], self.ports[0])
            else:
                if status == HTTPStatus.OK:
                    return answer
                assert status >= HTTPStatus.INTERNAL_SERVER_ERROR, f"{address} {key}: {status} {answer}"
                self.failed.append(f"{status} {answer.get('code')}")
            assert time.monotonic() < deadline, f"{address}: no answer within {PATIENCE_SECONDS:.0f} s"
            Event().wait(PAUSE_SECONDS)

    def ask(
        self, method: str, address: str, arguments: Any = None, **headers: str
    ) -> tuple[int, dict[str, Any]]:
        """One request, one answer: status and content. Header names with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._send(method, address, None if arguments is None else json.dumps(arguments), named)

    def _send(
        self, method: str, address: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, dict[str, Any]]:
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self.ports[0], timeout=20)
        ours = {
            "Authorization": f"Bearer {self.at.tokens[self.role]}",
            "Accept-Language": "en",
            "Content-Type": "application/json",
        }
        path = f"/api/v1{quote(address, safe='/?=&_')}"
        try:
            self._line.request(method, path, body, ours | headers)
            answer = self._line.getresponse()
        except http.client.RemoteDisconnected:
            if method != "GET":
                raise
            self._line.close()  # the server closes a line on which nothing was said for long
            self._line.request(method, path, body, ours | headers)
            answer = self._line.getresponse()
        content: dict[str, Any] = json.loads(answer.read())
        return answer.status, content
