"""What the customer wrote in the portal, beside what it becomes when sales takes it over (III.1.2)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from takt.departments.models import Person
from takt.orders.models import Order, OrderLine
from takt.orders.reads import attachments_of, lines_of, version_of
from takt.web.pages.acting.steps import step


@dataclass(frozen=True, slots=True)
class Written:
    """A line as the customer placed it, and what the standards and the list say about it today."""

    line: OrderLine
    wrote: dict[str, Any]

    @property
    def other_revision(self) -> bool:
        """Whether the item has another revision than when the customer ordered."""
        return bool(self.wrote) and self.wrote.get("revision") != self.line.item.revision

    @property
    def list_price(self) -> Decimal | None:
        """The list price today, where it is no longer what the customer saw."""
        now = self.line.item.list_price
        return now if now is not None and now != self.line.price else None

    @property
    def too_late(self) -> bool:
        """Whether the wished date has passed."""
        return self.line.requested_date < timezone.localdate()


@step("orders.take_over", joins=("customer", "contact", "ship_to"))
def take_over(order: Order, reader: Person) -> dict[str, Any]:
    """The lines side by side, the customer's words and files. Five queries."""
    wrote = {line["position"]: line for line in version_of(order).content["lines"]}
    return {
        "order": order,
        "customer": order.customer,
        "contact": order.contact,
        "address": order.ship_to,
        "written": [Written(line, wrote.get(line.position, {})) for line in lines_of(order)],
        "files": list(attachments_of(order)),
    }
