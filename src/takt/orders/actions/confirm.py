"""III.1.3 订单确认: sales reviews by the checklist, promises a date, and the customer is told."""

from datetime import date

from django.utils import timezone

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse_if
from takt.departments.models import Person
from takt.orders import letters, rules
from takt.orders.models import Confirmation, Order, OrderVersion
from takt.orders.reads import addressee
from takt.orders.states import Move
from takt.orders.versions import advance


@action("III.1.3", by=Department.SALES, moves=Move.CONFIRM)
def confirm(order: Order, *, by: Person, promised_date: date, checklist: list[str]) -> None:
    """Sales has reviewed the order by the checklist and promises a date; the customer gets the confirmation letter."""
    current = _looked_at(order)
    call = getattr(current.order, "call", None)
    read_back = call.read_back if call is not None else None
    refuse_if(
        rules.reasons_not_to_confirm(checklist, promised_date, timezone.localdate(now()), read_back=read_back)
    )
    version = _promised(order, current, promised_date, by)
    Confirmation.objects.create(
        order=order,
        order_version=version,
        checklist=sorted(set(checklist)),
        promised_date=promised_date,
        letter=letters.confirmation(order, version, addressee(current.order)),
        confirmed_by=by,
        confirmed_at=now(),
    )


def _looked_at(order: Order) -> OrderVersion:
    """The newest version with everybody that the letter and the checklist ask for, in one query."""
    with_all = OrderVersion.objects.select_related("order__call", "order__contact", "order__customer")
    return with_all.get(order_id=order.pk, number=order.content_version)


def _promised(order: Order, current: OrderVersion, promised: date, by: Person) -> OrderVersion:
    """The promise is part of the content; the same promise again leaves the content as it is."""
    if order.promised_date == promised:
        return current
    order.promised_date = promised
    content = current.content | {"promised_date": promised.isoformat()}
    version = advance(order, content, by, now(), "")
    version.save()
    return version
