"""What every step of the run needs to know: the data, the people, the resellers, and the shift of dates.

Rule of dates: all dates of the data are moved by one number of days, so that distances between them
stay as they were. The oldest order's date falls on the day of the first run; a later run reads the
shift from an order that is there. A date that has passed by then is taken as today.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from takt.departments.models import Person
from takt.orders.models import Order
from takt.web.adventureworks.cast import Cast
from takt.web.adventureworks.customers import Reseller, Resellers
from takt.web.adventureworks.folder import Folder
from takt.web.adventureworks.tables import SalesLine, SalesOrder
from takt.web.adventureworks.turns import Turns


@dataclass(frozen=True, slots=True)
class Task:
    """A reseller's order of the data: its place in the row (from 0), its head, its lines."""

    number: int
    head: SalesOrder
    lines: tuple[SalesLine, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that the steps share."""

    folder: Folder
    cast: Cast
    resellers: Resellers
    shift: timedelta
    turns: Turns = field(default_factory=Turns)

    def reseller(self, task: Task) -> Reseller:
        """Who ordered."""
        return self.resellers.found[task.head.customer_id]

    def buyer(self, task: Task) -> Person:
        """The contact who signs in to the portal; access is given when there is none yet."""
        with self.turns.desk:
            return self.resellers.buyer_of(task.head.customer_id)

    def day(self, historical: date) -> date:
        """The date as it stands in the run: shifted, and never before today."""
        return max(historical + self.shift, today())

    def item_number(self, line: SalesLine) -> str:
        """What is ordered on a line."""
        return self.folder.products[line.product_id].product_number


def today() -> date:
    """The day in the plant's zone."""
    return timezone.localdate()


def shift_of(orders: list[SalesOrder]) -> timedelta:
    """The shift of the first run, from an order that was entered; else from the oldest order to today."""
    numbers = [order.purchase_order_number for order in orders]
    first = Order.objects.filter(customer_order_number__in=numbers).order_by("entered_at").first()
    started = timezone.localdate(first.entered_at) if first else today()
    return started - min((order.order_date for order in orders), default=started)


def tasks(folder: Folder, count: int) -> list[Task]:
    """The oldest `count` orders of the data."""
    return [
        Task(number, head, tuple(folder.lines.get(head.sales_order_id, [])))
        for number, head in enumerate(folder.sales_orders[:count])
    ]
