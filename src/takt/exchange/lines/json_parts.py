"""One object of a JSON message, asked for its fields by name; a fault names the path."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from takt.exchange.lines.faults import MessageFault
from takt.exchange.lines.values import one_of, quantity_of, time_of, whole_of


@dataclass(frozen=True, slots=True)
class Part:
    """An object and its path in the message."""

    found: Any
    path: str

    def where(self, name: str) -> str:
        """The path of a field."""
        return f"{self.path}.{name}" if self.path else name

    def has(self, name: str) -> bool:
        """Whether this is an object with such a field."""
        return isinstance(self.found, dict) and name in self.found

    def parts(self, name: str) -> list["Part"]:
        """The objects of a list."""
        found = self._field(name)
        if not isinstance(found, list):
            raise MessageFault(self.where(name), repr(found), "a list")
        return [Part(one, f"{self.where(name)}[{at}]") for at, one in enumerate(found)]

    def text(self, name: str) -> str:
        """A text or number as text; nothing when it is not there."""
        found = self._field(name)
        if found is None:
            return ""
        if isinstance(found, bool) or not isinstance(found, str | int | float):
            raise MessageFault(self.where(name), repr(found), "a text")
        return str(found)

    def needed(self, name: str) -> str:
        """A text that is there."""
        found = self.text(name)
        if not found.strip():
            raise MessageFault(self.where(name), "", "a text")
        return found

    def time(self, name: str) -> datetime | None:
        """A time, when it is there."""
        found = self.text(name)
        return time_of(found, self.where(name)) if found else None

    def needed_time(self, name: str) -> datetime:
        """A time."""
        return time_of(self.needed(name), self.where(name))

    def quantity(self, name: str) -> Decimal | None:
        """A quantity, when it is there."""
        found = self.text(name)
        return quantity_of(found, self.where(name)) if found else None

    def needed_quantity(self, name: str) -> Decimal:
        """A quantity."""
        return quantity_of(self.needed(name), self.where(name))

    def whole(self, name: str, otherwise: int) -> int:
        """A whole number."""
        found = self.text(name)
        return whole_of(found, self.where(name)) if found else otherwise

    def word(self, name: str, allowed: dict[str, str], otherwise: str | None) -> str:
        """One of the allowed words; `otherwise` None: it must be there."""
        found = self.text(name)
        if not found and otherwise is not None:
            return otherwise
        return one_of(found, allowed, self.where(name))

    def _field(self, name: str) -> Any:
        if not isinstance(self.found, dict):
            raise MessageFault(self.path or "the message", repr(self.found), "an object")
        return self.found.get(name)
