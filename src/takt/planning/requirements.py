"""What the factory needs (III.3.1 原材料): its released bills and its open orders, as the engine explodes them.

Reads only. A bought item ends its branch, whatever bill it may have. Open orders are those confirmed or approved that no
plan covers yet: an order with a plan has its material reserved, so free stock is what is left for the others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection

from takt.engine.requirements.bills import Bills
from takt.engine.requirements.phased import Plan
from takt.engine.requirements.policies import LotRule, Policy, policies
from takt.engine.requirements.quantities import Integers, ratios, to_units
from takt.engine.requirements.tracing import Wishes
from takt.orders.states import OrderState
from takt.stock import reads as stock

DAYS = 7
# With each bought item its best terms: soonest, then cheapest (as in plans).
_ITEMS = """
select i.id, i.number, i.name, i.name_en, u.code, least(u.decimals, 6), i.safety_stock,
  coalesce(t.lead_time_days, i.lead_time_days), coalesce(t.least_quantity, 0)
from factory_item i join factory_unit u on u.id = i.unit_id
left join lateral (
  select t.lead_time_days, t.least_quantity from factory_supplieritem t
  join factory_supplier s on s.id = t.supplier_id and s.retired_at is null
  where t.item_id = i.id and i.sourcing <> 'make' order by t.lead_time_days, t.price, t.supplier_id limit 1
) t on true order by i.number
"""
_LINES = """
select b.item_id, l.component_id, (l.quantity_per * 1000000)::bigint, (l.scrap_share * 1000000)::bigint
from factory_bill b join factory_item i on i.id = b.item_id and i.sourcing = 'make'
join factory_billline l on l.bill_id = b.id where b.state = 'released'
"""
_WANTED = """
select o.number, i.number, coalesce(o.promised_date, l.requested_date), l.quantity
from orders_order o join orders_orderline l on l.order_id = o.id join factory_item i on i.id = l.item_id
where {which} order by coalesce(o.promised_date, l.requested_date), o.number, l.position
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An order (or a question) asks for so much of an item, by its number and in its unit, for a day."""

    order: str
    item: str
    due: date
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Made:
    """An item. `lead_time_days` and `least_quantity`: of its best supplier, when it is bought."""

    id: UUID
    number: str
    name: str
    name_en: str
    unit: str
    decimals: int
    safety_stock: Decimal
    lead_time_days: int
    least_quantity: Decimal

    @property
    def policy(self) -> Policy:
        """Lead time in whole weeks, rounded up; at least what the supplier sells."""
        weeks = -(-self.lead_time_days // DAYS)
        rule = LotRule.MINIMUM if self.least_quantity > 0 else LotRule.LOT_FOR_LOT
        return Policy(weeks, rule, self.least_quantity, self.safety_stock)


@dataclass(frozen=True, slots=True)
class Factory:
    """All items, numbered as in `bills`, whose names are the items' numbers."""

    items: list[Made]
    bills: Bills[str]


def the_factory() -> Factory:
    """The items with their released bills, in two queries. Raises CyclicBillError naming the path."""
    items = [Made(*row) for row in _rows(_ITEMS)]
    number = {item.id: at for at, item in enumerate(items)}
    lines = [(number[above], number[part], per, scrap) for above, part, per, scrap in _rows(_LINES)]
    decimals = np.array([item.decimals for item in items], np.int64)
    parent, component, per, scrap = np.array(lines, np.int64).reshape(-1, 4).T.copy()
    fractions = ratios(per, scrap, decimals[component], decimals[parent])
    return Factory(items, Bills([i.number for i in items], decimals, parent, component, *fractions))


def wanted_by_open_orders() -> list[Wanted]:
    """What confirmed and approved orders without a plan ask for, the soonest due first."""
    states = [OrderState.CONFIRMED, OrderState.APPROVED]
    return _wanted("o.state = any(%s)", [str(state) for state in states])


def wanted_by(order: str) -> list[Wanted]:
    """What an order asks for, by its number; nothing when there is no such order."""
    return _wanted("o.number = %s", order)


def _wanted(which: str, value: Any) -> list[Wanted]:
    return [Wanted(*row) for row in _rows(_WANTED.format(which=which), value)]


def asked(factory: Factory, wanted: Iterable[Wanted]) -> tuple[list[str], Wishes]:
    """The orders in the order in which they are served, and what they ask for in units, all in week 0. Raises BillError."""
    orders: dict[str, int] = {}
    rows = []
    for wish in wanted:
        item = factory.bills.number(wish.item)
        units = to_units(wish.quantity, factory.items[item].decimals, wish.item, "quantity")
        rows.append((orders.setdefault(wish.order, len(orders)), item, 0, units))
    return list(orders), Wishes(*np.array(rows, np.int64).reshape(-1, 4).T.copy())


def in_weeks(wishes: Wishes, wanted: Sequence[Wanted], monday: date) -> Wishes:
    """The same, each in the week of its due date from a Monday on; what is overdue, in the first."""
    weeks = [max(0, (wish.due - monday).days // DAYS) for wish in wanted]
    return wishes._replace(week=np.array(weeks, np.int64))


def netted(factory: Factory, wishes: Wishes, monday: date, weeks: int) -> Plan[str]:
    """The plan of so many weeks against what is free in stock and on its way. What is due later is not in it.

    Raises BillError."""
    bills, items = factory.bills, factory.items
    demand = np.zeros((len(items), weeks), np.int64)
    np.add.at(demand, (wishes.item, wishes.week), wishes.quantity)
    on_hand, receipts = _free(factory, monday, weeks)
    return Plan(bills, demand, policies(bills, {i.number: i.policy for i in items}), on_hand, receipts)


def _free(factory: Factory, monday: date, weeks: int) -> tuple[Integers, Integers]:
    found = stock.available([item.id for item in factory.items])
    on_hand = np.zeros(len(factory.items), np.int64)
    receipts = np.zeros((len(factory.items), weeks), np.int64)
    for at, item in enumerate(factory.items):
        free = found[item.id]
        on_hand[at] = to_units(free.now, item.decimals, item.number, "stock")
        for receipt in free.expected:
            week = max(0, (receipt.due - monday).days // DAYS)
            if week < weeks:
                receipts[at, week] += to_units(receipt.quantity, item.decimals, item.number, "receipt")
    return on_hand, receipts


def this_monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _rows(query: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
