"""How a message is refused: where, what was found, what was expected."""

from takt.exchange.errors import ExchangeError


class MessageFault(ExchangeError):
    """A message that cannot be understood. `line`: of the file, from 1; 0 where the format has none. `where`: the element,
    the column or the path in it."""

    def __init__(self, where: str, found: str, expected: str, line: int = 0) -> None:
        self.where, self.found, self.expected, self.line = where, found[:200], expected, line
        at = f"line {line}, " if line else ""
        super().__init__(f"{at}{where}: {self.found!r}, expected {expected}")
