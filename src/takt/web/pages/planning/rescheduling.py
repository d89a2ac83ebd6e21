"""A rescheduling before it is adopted: each operation before and after, and what it means for each order (III.3.3)."""

from datetime import timedelta
from typing import Any

from django.utils.dateparse import parse_datetime

from takt.departments.models import Person
from takt.planning.models import Rescheduling
from takt.web.pages.acting.steps import step
from takt.web.pages.listing.own_pages import own_page


def facts(rescheduling: Rescheduling) -> dict[str, Any]:
    """What moves, and the orders' ends. One query."""
    rows = rescheduling.relocations.select_related(
        "operation__order", "machine", "machine_before", "person", "person_before"
    )
    moves = list(rows.order_by("start", "operation__number"))
    return {
        "rescheduling": rescheduling,
        "moves": [(row, row.start - row.start_before) for row in moves],
        "orders": [_order(one) for one in rescheduling.comparison.get("orders", [])],
        "still": timedelta(0),
    }


def _order(told: dict[str, str]) -> dict[str, Any]:
    before, after, due = (parse_datetime(told[name]) for name in ("before", "after", "due"))
    if before is None or after is None or due is None:
        raise ValueError(f"a comparison without times: {told}")
    return {
        "number": told["order"],
        "before": before,
        "after": after,
        "due": due,
        "late_before": before > due,
        "late_after": after > due,
    }


@own_page("reschedulings")
def shown(rescheduling: Rescheduling, reader: Person) -> dict[str, Any]:
    """On its own page."""
    return facts(rescheduling)


@step("planning.adopt_rescheduling")
def adopting(rescheduling: Rescheduling, reader: Person) -> dict[str, Any]:
    """Beside the decision to adopt it."""
    return facts(rescheduling)


@step("planning.drop_rescheduling")
def dropping(rescheduling: Rescheduling, reader: Person) -> dict[str, Any]:
    """Beside the decision to drop it."""
    return facts(rescheduling)
