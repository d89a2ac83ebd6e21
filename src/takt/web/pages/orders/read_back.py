"""What to read back to the caller, word by word (III.1.1)."""

from typing import Any

from takt.departments.models import Person
from takt.orders.models import Order, OrderLine, PhoneCall
from takt.orders.reads import lines_of
from takt.web.pages.acting.steps import step
from takt.web.pages.orders.desk import desk_of


@step("orders.read_back", joins=("customer",))
def read_back(order: Order, reader: Person) -> dict[str, Any]:
    """The order in words, and who called."""
    values = {
        "customer": order.customer, "contact": order.contact_id, "ship_to": order.ship_to_id,
        "customer_order_number": "", "requested_date": order.requested_date, "tax_rate": order.tax_rate,
        "lines": [_told(line, order) for line in lines_of(order)],
    }  # fmt: skip
    desk = desk_of(values, reader, beside=order)
    desk.values = {**values, "customer_order_number": order.customer_order_number}
    return {"desk": desk, "call": PhoneCall.objects.filter(order=order).first(), "order": order}


def _told(line: OrderLine, order: Order) -> dict[str, Any]:
    own = line.requested_date if line.requested_date != order.requested_date else None
    return {
        "item": line.item.number, "quantity": line.quantity, "price": line.price, "discount_share": line.discount_share,
        "requested_date": own, "note": line.note,
    }  # fmt: skip
