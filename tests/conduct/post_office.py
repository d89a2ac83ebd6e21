"""A real mail server for tests, whose temper can be set, and letters to post through it."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from email.message import Message
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller
from django.test import override_settings

from takt.conduct import letters
from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.letters import LetterKind, Recipient, letter_kind
from takt.conduct.models import Letter
from takt.departments.models import Person

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF\n"
GREETING = letter_kind(
    LetterKind(
        kind="tests.greeting",
        clause="II.1",
        subject="订单确认 %(number)s",
        body="您好，订单 %(number)s 已确认。\n.\n以上。",
        document=lambda letter: PDF,
        document_name="确认函-%(number)s.pdf",
    )
)


@action("II.1", by=Department.SYSTEM)
def greet(*, by: Person, address: str) -> Letter:
    """Write a letter, as an act of the house would."""
    return letters.write(
        GREETING, Recipient("李娜, 采购部", address, "zh-hans"), {"number": "SO-P1-2026-000001"}
    )


class MailServer:
    """The server's side: what it took, and how it answers."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.raw: list[bytes] = []
        self.answers: dict[str, str] = {}
        self.hold_at = ""  # at this command the answer is held back
        self.reached = Event()  # the command at which the answer is held back has come
        self.drop_without_answer = False

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take the recipient, or answer as told."""
        await self._hold("RCPT")
        if "RCPT" not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_MAIL(  # noqa: N802  # aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take the sender, or answer as told."""
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take the text, or answer as told."""
        from email import message_from_bytes, policy

        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.raw.append(envelope.content)
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        await self._hold("DATA")
        if self.drop_without_answer:
            server.transport.abort()
        return "250 taken"

    async def _hold(self, command: str) -> None:
        if self.hold_at == command:
            self.reached.set()
            while self.hold_at:
                await asyncio.sleep(0.02)


@contextlib.contextmanager
def mail_server() -> Iterator[MailServer]:
    """A mail server on a free port; the settings point to it."""
    handler = MailServer()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_TIMEOUT=5):
            yield handler
    finally:
        handler.hold_at = ""
        controller.stop()
