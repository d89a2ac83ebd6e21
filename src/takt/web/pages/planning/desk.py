"""What a planner has before them: the order, and one of its plans by the clock."""

from dataclasses import replace
from typing import Any

from takt.departments.models import Person
from takt.orders.models import Order
from takt.planning.models import Plan
from takt.records.dossier import JOINS, before_deciding
from takt.web.pages.joined import joined
from takt.web.pages.listing.own_pages import own_page
from takt.web.pages.order import gantt, head, lines

PLAN = tuple(f"order__{relation}" for relation in JOINS)
"""What a plan is shown with."""


def of_order(order: Order, reader: Person) -> dict[str, Any]:
    """The order to be planned; its proposals so far."""
    found = before_deciding(joined(order, *JOINS), reader)
    return {
        "order": found.order,
        "dossier": found,
        "dates": head.dates(found),
        "lines": lines.made(found),
        "gantt": gantt.gantt(found),
    }


@own_page("plans")
def of_plan(plan: Plan, reader: Person) -> dict[str, Any]:
    """One plan of its order."""
    found = before_deciding(joined(plan, *PLAN).order, reader)
    only = replace(found, plans=[p for p in found.plans if p.pk == plan.pk])
    return {
        "order": found.order,
        "dossier": found,
        "dates": head.dates(only),
        "lines": lines.made(found),
        "gantt": gantt.gantt(only),
        "other_plans": [p for p in found.plans if p.pk != plan.pk],
    }
