"""Quantities as whole millionths of a unit, so that sums are exact and a requirement is never rounded
down."""

from decimal import Decimal
from fractions import Fraction

from takt.engine.errors import BillError

MICRO = 1_000_000


def to_micro(value: Decimal, item: object, field: str) -> int:
    """``value`` in millionths. Raises BillError when it is not finite, negative, or finer than a
    millionth."""
    # by fractions: a Decimal product would round silently at the precision of the context
    scaled = Fraction(value) * MICRO if value.is_finite() else Fraction(-1)
    if scaled < 0 or scaled.denominator != 1:
        expected = "0 or more, with at most 6 decimals"
        raise BillError(item=item, field=field, value=value, expected=expected)
    return int(scaled)


def from_micro(micro: int) -> Decimal:
    """The Decimal of so many millionths, without trailing zeros: 2500000 is 2.5."""
    value = Decimal(micro).scaleb(-6)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def divided_up(dividend: int, divisor: int) -> int:
    """``dividend / divisor``, rounded up."""
    return -(-dividend // divisor)
