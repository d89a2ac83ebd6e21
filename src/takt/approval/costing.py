"""The budget of an order as it stands: rows gathered, numbers computed, ready to be reviewed."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from takt.approval import refusals
from takt.approval.budget import Asked, CostedLine, by_kind, cost_currency, costed_line, share, text
from takt.conduct import clock
from takt.conduct.canonical import plain
from takt.conduct.refusals import refuse
from takt.conduct.rows import every
from takt.factory import reads as factory
from takt.orders.models import Order

# The lines, and beside each what does not differ: the credit limit and the sum of the customer's other living orders.
_ASKED = """
select l.position, l.item_id, l.quantity, l.amount, c.credit_limit, (
  select coalesce(sum(o.gross_amount), 0) from orders_order o
  where o.customer_id = c.id and o.state not in ('closed', 'refused', 'withdrawn') and o.id <> %(order)s)
from orders_orderline l join orders_customer c on c.id = %(customer)s where l.order_id = %(order)s order by l.position
"""


@dataclass(frozen=True, slots=True)
class Costed:
    """A budget and the content that it is about; `warnings` in words: what speaks against a plain yes."""

    content_hash: str
    sheet: dict[str, Any]
    cost: Decimal
    margin_share: Decimal
    warnings: list[str]


def costed(order: Order, exchange_rate: Decimal | None = None, **_given: Any) -> Costed:
    """Compute the budget. Refused: NoCostRate, MixedCosts, NoExchangeRate, BillCycle."""
    asked, limit, owed = _asked(order)
    structure = factory.released_structure({line.item_id for line in asked})
    rates = factory.cost_rates(structure.work_center_ids(), clock.today())
    currency = cost_currency(structure, rates.values(), settings.TAKT_COMPANY["currency"])
    if currency != order.currency and exchange_rate is None:
        raise refuse(refusals.NoExchangeRate(costs=currency, order=order.currency))
    rate = exchange_rate if exchange_rate is not None and currency != order.currency else Decimal(1)
    lines = [costed_line(line, structure, rates, rate) for line in asked]
    return _summed(order, lines, currency, rate, _credit(order, limit, owed))


def _asked(order: Order) -> tuple[list[Asked], Decimal | None, Decimal]:
    """The order's lines; the customer's credit limit, and what their other living orders add up to. One query."""
    found = every(_ASKED, {"order": order.pk, "customer": order.customer_id})
    _, _, _, _, limit, owed = found[0]
    return [Asked(*row[:4]) for row in found], limit, owed


def _summed(
    order: Order, lines: list[CostedLine], currency: str, rate: Decimal, credit: dict[str, Any]
) -> Costed:
    cost = sum((line.cost for line in lines), Decimal("0.00"))
    net = order.net_amount
    margin = net - cost
    sheet = {
        "currency": order.currency,
        "cost_currency": currency,
        "exchange_rate": rate,
        "lines": lines,
        "kinds": by_kind(lines),
        "cost": {"formula": f"{' + '.join(str(line.cost) for line in lines)} = {cost}", "amount": cost},
        "margin": {"formula": f"{net} - {cost} = {margin}", "amount": margin},
        "margin_share": {
            "formula": f"{margin} / {net} = {text(share(margin, net))}",
            "share": share(margin, net),
        },
        "credit": credit,
    }
    warnings = [_("the order costs more than it brings")] if margin < 0 else []
    warnings += [_("the customer's credit limit is exceeded")] if credit["exceeded"] else []
    return Costed(order.content_hash, plain(sheet), cost, share(margin, net), warnings)


def _credit(order: Order, limit: Decimal | None, owed: Decimal) -> dict[str, Any]:
    """What the customer would owe with this order, against their limit; both in the customer's currency."""
    exposure = owed + order.gross_amount
    return {
        "limit": limit,
        "open_amount": owed,
        "exposure": exposure,
        "formula": f"{owed} + {order.gross_amount} = {exposure}",
        "exceeded": limit is not None and exposure > limit,
    }
