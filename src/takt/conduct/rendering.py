"""A letter in words: its kind's sentences filled with its facts, in its reader's language, and its enclosure."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.utils import translation

from takt.conduct.discover import discover
from takt.conduct.letters import LETTERS
from takt.conduct.models import Letter

# base64 and encoded words: every mail server takes them, also one that knows neither 8BITMIME nor SMTPUTF8
POLICY = SMTP.clone(cte_type="7bit")


class BadAddress(ValueError):
    """The recipient's address is not an e-mail address."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the reader reads."""

    subject: str
    body: str
    enclosure_name: str


def words(letter: Letter) -> Words:
    """The letter's subject, body and the name of its enclosure ("" when it has none)."""
    discover()
    if not bytes(letter.salt):  # erased
        return Words(letter.kind, "", "")
    kind = LETTERS[letter.kind]
    with translation.override(letter.language):
        facts = letter.facts
        name = str(kind.document_name) % facts if kind.document is not None else ""
        return Words(str(kind.subject) % facts, str(kind.body) % facts, name)


def enclosure(letter: Letter) -> bytes:
    """The enclosed PDF; empty when the kind has none. It may take a while: never inside a transaction."""
    discover()
    document = LETTERS[letter.kind].document
    if document is None:
        return b""
    with translation.override(letter.language):
        return document(letter)


def sender() -> Address:
    """From whom letters come: the company's name and the address of the settings."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return Address(display_name=settings.TAKT_COMPANY["name"], addr_spec=address)


def message_id(letter: Letter) -> str:
    """The same for every posting of the letter, so that a mail program shows a second copy as the same letter."""
    return f"<{letter.pk}@{sender().domain}>"


def message(letter: Letter) -> EmailMessage:
    """The letter as an e-mail (RFC 5322), marked as sent by a program (RFC 3834).

    BadAddress when the recipient's address is not one.
    """
    said = words(letter)
    mail = EmailMessage(policy=POLICY)
    mail["From"] = sender()
    mail["To"] = recipient(letter)
    mail["Subject"] = said.subject
    mail["Date"] = format_datetime(datetime.now(UTC))
    mail["Message-ID"] = message_id(letter)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(said.body, cte="base64")
    mail["Content-Language"] = letter.language
    if said.enclosure_name:
        mail.add_attachment(
            enclosure(letter), maintype="application", subtype="pdf", filename=said.enclosure_name
        )
    return mail


def recipient(letter: Letter) -> Address:
    """The recipient's name and address; an international domain in its ASCII form (RFC 5891). BadAddress."""
    local, _, domain = letter.address.rpartition("@")
    try:
        spec = f"{local}@{domain.encode('idna').decode()}"
        return Address(display_name=letter.recipient_name, addr_spec=spec)
    except (ValueError, IndexError, MessageError) as error:
        raise BadAddress(f"address {letter.address!r}: expected an e-mail address ({error})") from error
