"""How III.1.2 says no to an order's lines."""

from dataclasses import dataclass, fields
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from takt.conduct.refusals import Refusal


@dataclass(frozen=True)
class NoLines(Refusal):
    """An order without lines orders nothing."""

    code, clause, status, field = "no_lines", "III.1.2", 422, "lines"
    sentence = _("An order needs at least one line.")
    expects = _("at least one line")


@dataclass(frozen=True)
class TooManyLines(Refusal):
    """More lines than one order may have."""

    code, clause, status, field = "too_many_lines", "III.1.2", 422, "lines"
    sentence = _("The order has %(given)s lines; one order may have at most %(most)s. Split it.")
    expects = _("at most %(most)s lines")
    given: int
    most: int


@dataclass(frozen=True)
class LineRefusal(Refusal):
    """Base: something is wrong with one line; `line` counts from 1, as people count."""

    @property
    def about(self) -> str:
        """The line and its field, by its place in what was sent: the first one is `lines.0`."""
        return f"lines.{getattr(self, 'line', 1) - 1}.{self.field}"

    def at(self, line: int) -> "LineRefusal":
        """The same refusal under another number, such as that of the row in a file."""
        return type(self)(**{**{f.name: getattr(self, f.name) for f in fields(self)}, "line": line})


@dataclass(frozen=True)
class UnknownItem(LineRefusal):
    """There is no such item."""

    code, clause, status, field = "unknown_item", "III.1.2", 422, "item"
    sentence = _("Line %(line)s: there is no item “%(item)s”.")
    expects = _("the number of an item that is sold")
    item: str
    line: int


@dataclass(frozen=True)
class NotForSale(LineRefusal):
    """The item is retired, or never sold."""

    code, clause, status, field = "not_for_sale", "III.1.2", 422, "item"
    sentence = _("Line %(line)s: item %(item)s is not for sale (any more).")
    expects = _("the number of an item that is sold")
    item: str
    line: int


@dataclass(frozen=True)
class NoListPrice(LineRefusal):
    """No price was given and the item has none in this currency."""

    code, clause, status, field = "no_list_price", "III.1.2", 422, "price"
    sentence = _("Line %(line)s: item %(item)s has no list price in %(currency)s; sales must give a price.")
    expects = _("a price in %(currency)s")
    item: str
    line: int
    currency: str


@dataclass(frozen=True)
class WrongQuantity(LineRefusal):
    """The unit has fewer decimals than the quantity, or the quantity is not above zero."""

    code, clause, status, field = "wrong_quantity", "III.1.2", 422, "quantity"
    sentence = _("Line %(line)s: %(quantity)s %(unit)s is not possible; %(unit)s has %(decimals)s decimals.")
    expects = _("a quantity above zero with at most %(decimals)s decimals")
    quantity: Decimal
    line: int
    unit: str
    decimals: int


@dataclass(frozen=True)
class TooMuchMoney(LineRefusal):
    """An amount beyond anything real: a typing error."""

    code, clause, status, field = "too_much_money", "III.1.2", 422, "price"
    sentence = _("Line %(line)s: an amount of %(amount)s is beyond what an order can hold.")
    expects = _("an amount below 100,000,000,000,000")
    amount: Decimal
    line: int


@dataclass(frozen=True)
class PositionTwice(LineRefusal):
    """Two lines claim one position."""

    code, clause, status, field = "position_twice", "III.1.2", 422, "position"
    sentence = _("Line %(line)s: position %(position)s is used twice or is below 1.")
    expects = _("a position of its own, 1 or more")
    position: int
    line: int
