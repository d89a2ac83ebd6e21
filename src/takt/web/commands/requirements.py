"""Requirements as plain rows, for people and programs: quantities are decimals in the item's unit."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.utils.translation import get_language

from takt.engine.requirements.allotting import UNPEGGED
from takt.engine.requirements.pegged import Demands, pegged
from takt.engine.requirements.quantities import from_units
from takt.engine.requirements.summed import summed
from takt.engine.requirements.tracing import trace
from takt.planning.requirements import DAYS, Factory, Wanted, asked, in_weeks, netted


def sums(factory: Factory, wanted: Sequence[Wanted]) -> dict[str, Any]:
    """Every item needed, from the top, with what each order needs of it."""
    orders, wishes = asked(factory, wanted)
    demand = np.zeros(len(factory.items), np.int64)
    np.add.at(demand, wishes.item, wishes.quantity)
    gross = summed(factory.bills, demand)
    by_order = np.argsort(wishes.order, kind="stable")
    start = np.searchsorted(wishes.order[by_order], np.arange(len(orders) + 1))
    pegs = pegged(factory.bills, Demands(start, wishes.item[by_order], wishes.quantity[by_order]))
    rows = []
    for at in factory.bills.order[gross[factory.bills.order] > 0].tolist():
        whom = zip(*(column.tolist() for column in pegs.serves(at)), strict=True)
        served = {orders[o]: _amount(factory, at, units) for o, units in whom if orders[o]}
        rows.append({**_item(factory, at), "quantity": _amount(factory, at, gross[at]), "orders": served})
    return {"items": rows}


def by_week(factory: Factory, wanted: Sequence[Wanted], monday: date, weeks: int) -> dict[str, Any]:
    """Every item with its weeks in which something happens, and the orders that each requirement is for."""
    until = monday + timedelta(days=DAYS * weeks)
    soon = [wish for wish in wanted if wish.due < until]
    orders, wishes = asked(factory, soon)
    wishes = in_weeks(wishes, soon, monday)
    plan = netted(factory, wishes, monday, weeks)
    served: dict[tuple[int, int], dict[str, str]] = defaultdict(dict)
    for item, week, order, units in zip(*(column.tolist() for column in trace(plan, wishes)), strict=True):
        name = "" if order == UNPEGGED else orders[order]
        served[item, week][name] = _amount(factory, item, units)
    busy = np.concatenate([plan.needs.gross, plan.needs.releases], axis=1).max(axis=1) > 0
    rows = []
    for at in plan.bills.order[busy[plan.bills.order]].tolist():
        found = [
            {
                "week": (monday + timedelta(days=DAYS * number)).isoformat(),
                "orders_planned": week.orders,
                **{n: _amount(factory, at, getattr(week, n)) for n in AMOUNTS},
                "orders": served.get((at, number), {}),
            }
            for number, week in enumerate(plan.weeks(at))
            if week.gross or week.scheduled or week.planned or week.released
        ]
        rows.append({**_item(factory, at), "weeks": found})
    later = len(wanted) - len(soon)
    return {"from": monday.isoformat(), "until": until.isoformat(), "due_later": later, "items": rows}


AMOUNTS = ("gross", "scheduled", "available", "planned", "late", "released")


def _item(factory: Factory, at: int) -> dict[str, Any]:
    item = factory.items[at]
    name = item.name_en if item.name_en and (get_language() or "").startswith("en") else item.name
    level = int(factory.bills.low_level_codes()[at])
    return {"item": item.number, "name": name, "unit": item.unit, "level": level}


def _amount(factory: Factory, at: int, units: int) -> str:
    return f"{from_units(units, factory.items[at].decimals):f}"
