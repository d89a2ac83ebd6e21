"""Orders and what they are worth: summed in the company's currency, what is in others said beside it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings

Found = dict[str, Any]


def by_currency(rows: Iterable[Found]) -> dict[str, Decimal]:
    """The sum of `amount` in each currency; rows without one have no amount."""
    sums: dict[str, Decimal] = {}
    for row in rows:
        if row["currency"]:
            sums[row["currency"]] = sums.get(row["currency"], Decimal(0)) + row["amount"]
    return sums


def orders_with_amounts(rows: Sequence[Found]) -> Found:
    """How many orders, their amount in the company's currency, and the others' in words."""
    sums = by_currency(rows)
    own = sums.pop(settings.TAKT_COMPANY["currency"], 0)
    others = ", ".join(f"{amount:,.2f} {currency}" for currency, amount in sums.items())
    return {"orders": sum(r["orders"] for r in rows), "amount": own, "other_amounts": others}
