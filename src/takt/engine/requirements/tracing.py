"""Which orders a netted plan serves: every gross requirement split among the orders that it is for (pegging)."""

from typing import NamedTuple

import numpy as np

from takt.engine.errors import BillError
from takt.engine.requirements.allotting import NO_ROOM, UNPEGGED, Trail, walk
from takt.engine.requirements.lines import K
from takt.engine.requirements.phased import Plan
from takt.engine.requirements.quantities import Integers
from takt.engine.requirements.summed import refuse_overflow

LIMIT = 50_000_000
"""Shares that are answered at most."""


class Wishes(NamedTuple):
    """What makes up a plan's demand: ``order[i]`` asks for ``quantity[i]`` units of ``item[i]`` in ``week[i]``.
    Orders are numbered by their right to be served first: in one week the lower number takes what is there."""

    order: Integers
    item: Integers
    week: Integers
    quantity: Integers


class Shares(NamedTuple):
    """``quantity[i]`` units of the gross requirement of ``item[i]`` in ``week[i]`` are for ``order[i]``
    (`UNPEGGED`: for stock, because of a lot size or a safety stock). By item, week and order."""

    item: Integers
    week: Integers
    order: Integers
    quantity: Integers


def trace(plan: Plan[K], wishes: Wishes, limit: int = LIMIT) -> Shares:
    """Who is served by every gross requirement of a plan: first wanted, first served, from stock and receipts in
    the order of their coming. Raises BillError where wishes and demand differ, and for more than ``limit`` shares."""
    _refuse_other_demand(plan, wishes)
    bills, orders = plan.bills, int(wishes.order.max(initial=-1)) + 1
    room = min(4 * len(wishes.order) + 1024, limit)
    while True:
        first, trail = _asked(wishes, len(bills), orders, room)
        given = (plan.policies, plan.supply, plan.needs, first, len(wishes.order), orders, trail)
        used = walk(bills.store, bills.order, *given)
        if used != NO_ROOM:
            break
        if room >= limit:
            raise BillError(item="*", field="shares", value="more", expected=f"at most {limit}")
        room = min(4 * room, limit)
    refuse_overflow(bills, -2 - used if used < 0 else -1)
    week, order = np.divmod(trail.key[:used], orders + 1)
    order[order == orders] = UNPEGGED
    sorting = np.argsort(trail.item[:used], kind="stable")
    return Shares(trail.item[sorting], week[sorting], order[sorting], trail.quantity[sorting])


def _asked(wishes: Wishes, count: int, orders: int, room: int) -> tuple[Integers, Trail]:
    """The wishes as shares that wait, chained by item."""
    asked = len(wishes.order)
    trail = Trail(*np.empty((6, max(room, asked + 1)), np.int64))
    trail.due_key[:asked] = wishes.week * (orders + 1) + wishes.order
    trail.due[:asked] = wishes.quantity
    first = np.full(count, -1, np.int64)
    for at, item in enumerate(wishes.item.tolist()):
        trail.after[at] = first[item]
        first[item] = at
    return first, trail


def _refuse_other_demand(plan: Plan[K], wishes: Wishes) -> None:
    left = plan.needs.demand.copy()
    np.subtract.at(left, (wishes.item, wishes.week), wishes.quantity)
    if left.any():
        item, week = (int(at[0]) for at in np.nonzero(left))
        value = int(plan.needs.demand[item, week])
        expected = f"the sum of what orders ask for, {value - int(left[item, week])}"
        name = plan.bills.names[item]
        raise BillError(item=name, field=f"demand in week {week}", value=value, expected=expected)
