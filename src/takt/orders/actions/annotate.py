"""III.1.2: inner facts of the order change; the customer was told nothing about them."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.canonical import plain
from takt.conduct.door import now
from takt.conduct.refusals import refuse, refuse_if
from takt.conduct.shapes import Short, Text
from takt.departments.models import Person
from takt.orders import refusals, rules
from takt.orders.models import Contact, Order
from takt.orders.states import OrderState
from takt.orders.versions import advance, newest


@action("III.1.2", by=Department.SALES, while_in={OrderState.ENTERED, OrderState.CONFIRMED})
def annotate(
    order: Order,
    *,
    by: Person,
    notes: Text | None = None,
    carrier_wish: Short | None = None,
    contact: Contact | None = None,
) -> None:
    """Sales changes notes, the wished carrier or the contact; the confirmation stays in force."""
    current = newest(order)
    refuse_if(rules.reasons_against_parties(order.customer, contact, None, None))
    given = {"notes": notes, "carrier_wish": carrier_wish, "contact_id": contact.pk if contact else None}
    for name, value in given.items():
        if value is not None:
            setattr(order, name, value)
    inner = {"notes": order.notes, "carrier_wish": order.carrier_wish, "contact": order.contact_id}
    content = current.content | plain(inner)
    if content == current.content:
        raise refuse(refusals.NothingChanged(order=order.number))
    advance(order, content, by, now(), "").save()
