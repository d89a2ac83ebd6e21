"""Quantities as whole numbers of what an item's unit can count, and a bill line's quantity as an exact fraction."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from takt.engine.errors import BillError

Integers = NDArray[np.int64]
#: Half as long, as an explosion is as fast as memory lets it be.
Short = NDArray[np.uint32]
Flags = NDArray[np.uint8]

#: The largest quantity that is counted; what exceeds it is refused, never wrapped around.
LARGEST = 2**63 - 1
#: Decimals that a quantity per parent and a share lost may have.
DECIMALS = 6
MICRO = 10**DECIMALS


def to_units(value: Decimal, decimals: int, item: object, field: str) -> int:
    """``value`` in 10 to the power of -``decimals``. Raises BillError when it is not finite, negative, finer than
    that, or too large."""
    scaled = Fraction(value) * 10**decimals if value.is_finite() else Fraction(-1)
    if scaled < 0 or scaled.denominator != 1 or scaled > LARGEST:
        expected = f"0 or more, with at most {decimals} decimals and 18 digits"
        raise BillError(item=item, field=field, value=value, expected=expected)
    return int(scaled)


def from_units(units: int, decimals: int) -> Decimal:
    """The Decimal of so many units of the last decimal, with as many decimals as the unit has."""
    return Decimal(int(units)).scaleb(-decimals)


def ratio(
    quantity_per: Fraction, scrap_share: Fraction, component_decimals: int, parent_decimals: int
) -> Fraction:
    """Units of the component needed for one unit of the parent, what is lost included."""
    return quantity_per / (1 - scrap_share) * Fraction(10**component_decimals, 10**parent_decimals)


def ratios(
    per_micro: Integers, scrap_micro: Integers, component_decimals: Integers, parent_decimals: Integers
) -> tuple[Integers, Integers]:
    """`ratio` of many lines at once, as numerators and denominators in lowest terms; quantities per parent and
    shares lost come in millionths. A numerator beyond 64 bits becomes 0 (which `Bills` refuses by name)."""
    shift = component_decimals - parent_decimals
    above = [per_micro.copy(), np.full_like(per_micro, MICRO), 10 ** np.maximum(shift, 0)]
    below = [np.full_like(per_micro, MICRO), MICRO - scrap_micro, 10 ** np.maximum(-shift, 0)]
    for upper in above:
        for lower in below:
            common = np.gcd(upper, lower)
            upper //= common
            lower //= common
    numerator = above[0]
    for factor in above[1:]:
        numerator = np.where(numerator > LARGEST // factor, 0, numerator * factor)
    # below each bar stand at most 10**6 * 10**6 * 10**6, which fits
    return numerator, below[0] * below[1] * below[2]
