"""Words of a message to values, and back; every format uses the same ones."""

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from takt.exchange.lines.faults import MessageFault

LARGEST_QUANTITY = Decimal(10) ** 12


def time_of(text: str, where: str, line: int = 0) -> datetime:
    """An aware time in UTC. Raises MessageFault."""
    expected = "a time with its zone such as 2026-11-23T08:00:00+08:00"
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise MessageFault(where, text, expected, line) from error
    if found.tzinfo is None:
        raise MessageFault(where, text, expected, line)
    try:
        return found.astimezone(UTC)
    except OverflowError as error:
        raise MessageFault(where, text, expected, line) from error


def time_text(moment: datetime) -> str:
    """The time as every format writes it: UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def quantity_of(text: str, where: str, line: int = 0) -> Decimal:
    """A quantity of 0 or more. Raises MessageFault."""
    expected = "a number of 0 or more such as 12.5"
    try:
        found = Decimal(text.strip())
    except InvalidOperation as error:
        raise MessageFault(where, text, expected, line) from error
    if not found.is_finite() or not 0 <= found <= LARGEST_QUANTITY:
        raise MessageFault(where, text, expected, line)
    return found


def quantity_text(quantity: Decimal) -> str:
    """A quantity without exponent and without zeros that say nothing."""
    text = f"{quantity:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def whole_of(text: str, where: str, line: int = 0) -> int:
    """A whole number of 0 or more. Raises MessageFault."""
    if not text.strip().isascii() or not text.strip().isdigit() or len(text.strip()) > 12:
        raise MessageFault(where, text, "a whole number of 0 or more", line)
    return int(text)


def one_of(text: str, allowed: dict[str, str], where: str, line: int = 0) -> str:
    """Our word for one of theirs. Raises MessageFault that lists them."""
    if text.strip() not in allowed:
        raise MessageFault(where, text, "one of " + ", ".join(allowed), line)
    return allowed[text.strip()]


def in_order(start: datetime, end: datetime, where: str, line: int = 0) -> None:
    """An operation ends after it starts. Raises MessageFault."""
    if end <= start:
        raise MessageFault(where, time_text(end), f"a time after {time_text(start)}", line)
