"""III.1.1: what was heard on the phone was read back to the caller."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import WrongState, refuse
from takt.conduct.shapes import Short
from takt.departments.models import Person
from takt.orders.models import Order, PhoneCall
from takt.orders.states import OrderState


@action("III.1.1", by=Department.SALES, while_in={OrderState.ENTERED})
def read_back(order: Order, *, by: Person, note: Short = "") -> None:
    """Sales has read an order by phone back to the caller."""
    call = PhoneCall.objects.filter(order=order, read_back=False).first()
    if call is None:
        raise refuse(WrongState(state=order.state, action="orders.read_back", allowed=OrderState.ENTERED))
    call.read_back = True
    call.note = note
    call.save()
