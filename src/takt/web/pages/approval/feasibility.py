"""III.2.2 生产可行性分析: load with and without the order, shortages, the earliest day, beside the verdict."""

from typing import Any

from takt.departments.models import Person
from takt.orders.models import Order
from takt.records.dossier import JOINS
from takt.web.pages.acting.steps import step
from takt.web.pages.approval.looking import SAYS, common, desk_of, study_now


@step("approval.feasibility", choices=SAYS, joins=JOINS)
def feasibility(order: Order, reader: Person) -> dict[str, Any]:
    """The study as it would be kept with the review."""
    desk = desk_of(order, reader)
    return common(desk) | study_now(desk)
