"""Carrying an e-mail to the mail server, step by step, so that we know what we know when it breaks off."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.generator import BytesGenerator
from email.message import EmailMessage
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings

HANDING_OVER_SECONDS = 600  # RFC 5321, 4.5.3.2.6: the server may take ten minutes to say that it has the mail
FAREWELL_SECONDS = 2


class TryLater(Exception):
    """The server is away or said "not now": the mail was certainly not taken."""


class Undeliverable(Exception):
    """The server said "never" to this recipient or this mail."""


class OutcomeUnknown(Exception):
    """The connection broke while the mail was handed over: it may have been taken, or not."""


@contextmanager
def connection() -> Iterator[smtplib.SMTP]:
    """A connection to the mail server of the settings. TryLater when there is none."""
    try:
        server = _connected()
    except (OSError, smtplib.SMTPException) as error:
        raise TryLater(f"no mail server at {settings.EMAIL_HOST}:{settings.EMAIL_PORT}: {error}") from error
    try:
        yield server
    finally:
        with suppress(OSError, smtplib.SMTPException):  # a farewell that fails changes nothing
            if server.sock is not None:
                server.sock.settimeout(FAREWELL_SECONDS)
                server.quit()
        server.close()


def _connected() -> smtplib.SMTP:
    server = smtplib.SMTP(
        timeout=settings.EMAIL_TIMEOUT,
        local_hostname=urlsplit(settings.TAKT_BASE_URL).hostname or "localhost",
    )
    try:
        server.connect(settings.EMAIL_HOST, settings.EMAIL_PORT)
        if settings.EMAIL_USE_TLS:
            server._host = settings.EMAIL_HOST  # type: ignore[attr-defined]  # starttls checks the certificate for it
            server.starttls(context=ssl.create_default_context())
        server.ehlo_or_helo_if_needed()
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except (OSError, smtplib.SMTPException):
        server.close()
        raise
    return server


def address(server: smtplib.SMTP, sender: str, recipient: str) -> None:
    """MAIL and RCPT. TryLater; Undeliverable when the recipient is refused for good."""
    try:
        _agree(server.mail(sender), may_be_final=False)
        _agree(server.rcpt(recipient), may_be_final=True)
    except (OSError, smtplib.SMTPException) as error:
        raise TryLater(str(error)) from error


def hand_over(server: smtplib.SMTP, mail: EmailMessage) -> None:
    """DATA and the text. Returns when the server has it. TryLater, Undeliverable: it certainly has not. OutcomeUnknown."""
    text = _as_bytes(mail)
    if server.sock is not None:
        server.sock.settimeout(HANDING_OVER_SECONDS)
    try:
        answer = server.data(text)
    except smtplib.SMTPDataError as error:  # said before the text was sent
        answer = (
            error.smtp_code,
            error.smtp_error if isinstance(error.smtp_error, bytes) else error.smtp_error.encode(),
        )
    except Exception as error:
        raise OutcomeUnknown(f"the connection broke off: {error}") from error
    _agree(answer, may_be_final=True)


def _as_bytes(mail: EmailMessage) -> bytes:
    buffer = BytesIO()
    BytesGenerator(buffer, policy=mail.policy).flatten(mail)
    return buffer.getvalue()


def _agree(answer: tuple[int, bytes], *, may_be_final: bool) -> None:
    code, words = answer
    if 200 <= code < 300:
        return
    said = f"{code} {words.decode('utf-8', 'replace')}"
    if may_be_final and code >= 500:
        raise Undeliverable(said)
    raise TryLater(said)
