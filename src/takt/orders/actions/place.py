"""III.1.1 客户下单: the customer's contact orders in the portal, for their own company, at list prices."""

from datetime import date

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.guard import create_with_entry
from takt.conduct.refusals import refuse
from takt.conduct.shapes import Short, Text
from takt.departments.models import Person
from takt.orders import refusals
from takt.orders.entry import Header, open_order
from takt.orders.lines import WishedLine
from takt.orders.models import Address, Contact, Order, Origin
from takt.orders.states import OrderState


@action("III.1.1", by=Department.CUSTOMER)
def place(
    *,
    by: Person,
    lines: list[WishedLine],
    requested_date: date,
    customer_order_number: Short = "",
    ship_to: Address | None = None,
    carrier_wish: Short = "",
    notes: Text = "",
) -> Order:
    """The customer orders in the portal; sales takes the order over."""
    contact = Contact.objects.filter(person_id=by.pk, retired_at=None).select_related("customer").first()
    if contact is None:
        raise refuse(refusals.NoContact(login=by.login))
    header = Header(
        customer=contact.customer,
        requested_date=requested_date,
        origin=Origin.PORTAL,
        state=OrderState.PLACED,
        customer_order_number=customer_order_number,
        contact=contact,
        ship_to=ship_to,
        carrier_wish=carrier_wish,
        notes=notes,
    )
    order, rows, first = open_order(header, [line.at_list_price() for line in lines], by, [])
    create_with_entry(order, *rows, first)
    return order
