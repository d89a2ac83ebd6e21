"""III.1.3 订单确认: sales reviews by the checklist, promises a date, and the customer is told."""

from datetime import date

from django.utils import timezone

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.letters import Recipient, send
from takt.conduct.refusals import refuse_if
from takt.conduct.rows import columns, first
from takt.departments.models import Person
from takt.orders import letters, rules
from takt.orders.models import Confirmation, Order, OrderVersion
from takt.orders.reads import TO_WHOM
from takt.orders.states import Move
from takt.orders.versions import advance

# The newest version, whether its call was read back (null: nobody called), and who gets the letter.
_LOOK = f"""
select {columns(OrderVersion, "v")}, p.read_back, {TO_WHOM} from orders_orderversion v
join orders_customer c on c.id = %(customer)s
left join orders_contact k on k.id = %(contact)s and k.retired_at is null
left join orders_phonecall p on p.order_id = v.order_id
where v.order_id = %(order)s and v.number = %(number)s
"""  # noqa: S608  # columns of the model


@action("III.1.3", by=Department.SALES, moves=Move.CONFIRM)
def confirm(order: Order, *, by: Person, promised_date: date, checklist: list[str]) -> None:
    """Sales has reviewed the order by the checklist and promises a date; the customer gets the confirmation letter."""
    current, read_back, to = _looked_at(order)
    refuse_if(
        rules.reasons_not_to_confirm(checklist, promised_date, timezone.localdate(now()), read_back=read_back)
    )
    promise = [] if order.promised_date == promised_date else [_promised(order, current, promised_date, by)]
    version = promise[0] if promise else current
    letter = letters.confirmation(order, version, to)
    confirmation = Confirmation(
        order=order,
        order_version=version,
        checklist=sorted(set(checklist)),
        promised_date=promised_date,
        letter=letter,
        confirmed_by=by,
        confirmed_at=now(),
    )
    send(letter, *promise, confirmation)


def _looked_at(order: Order) -> tuple[OrderVersion, bool | None, Recipient]:
    asked = {
        "order": order.pk, "number": order.content_version,
        "customer": order.customer_id, "contact": order.contact_id,
    }  # fmt: skip
    found = first(_LOOK, asked, OrderVersion)
    if found is None:
        raise OrderVersion.DoesNotExist(order.number)
    version, read_back, *to = found
    return version, read_back, Recipient(*to)


def _promised(order: Order, current: OrderVersion, promised: date, by: Person) -> OrderVersion:
    """The promise is part of the content; the same promise again leaves the content as it is."""
    order.promised_date = promised
    return advance(order, current.content | {"promised_date": promised.isoformat()}, by, now(), "")
