"""III.1 of the run: the order comes by phone, through the portal or as a file; sales enters and confirms it.

The three origins take turns. Now and then somebody slips, as people do, and is refused: every tenth
order by phone is confirmed before it was read back. The sales person is the one of the data.
"""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from takt.conduct.refusals import Refused
from takt.departments.models import Person
from takt.orders.actions.confirm import confirm
from takt.orders.actions.enter import enter
from takt.orders.actions.place import place
from takt.orders.actions.read_back import read_back
from takt.orders.actions.revise import revise
from takt.orders.actions.take_over import take_over
from takt.orders.checklist import asked_of
from takt.orders.lines import NewLine, WishedLine
from takt.orders.models import Order, Origin
from takt.web.adventureworks.cast import turn
from takt.web.adventureworks.scene import Scene, Task

ORIGINS = (Origin.PHONE, Origin.PORTAL, Origin.FILE)
SLIP_EVERY = 30  # every tenth order by phone, as every third order comes by phone
CALL = timedelta(minutes=15)
SHARE = Decimal("0.000001")


def origin_of(task: Task) -> Origin:
    """How this order comes."""
    return ORIGINS[task.number % len(ORIGINS)]


def rep_of(scene: Scene, task: Task) -> Person:
    """The sales person whom the data name for the order."""
    named = scene.cast.rep_of.get(task.head.sales_person_id or 0)
    return named or turn(scene.cast.reps, task.number)


def come_in(scene: Scene, task: Task) -> Order:
    """The order is placed by the customer or entered by sales."""
    if origin_of(task) == Origin.PORTAL:
        return _placed(scene, task)
    reseller, head = scene.reseller(task), task.head
    phone = origin_of(task) == Origin.PHONE
    return enter(
        by=rep_of(scene, task),
        customer=reseller.customer,
        contact=reseller.contact,
        ship_to=reseller.addresses[_place(task)],
        lines=_lines(scene, task),
        requested_date=scene.day(head.due_date),
        origin=origin_of(task),
        customer_order_number=head.purchase_order_number,
        carrier_wish=scene.folder.ship_methods[head.ship_method_id].name,
        notes=head.sales_order_number,
        tax_rate=_tax_rate(task),
        caller=reseller.contact.name if phone else "",
        called_at=timezone.now() - CALL if phone else None,
        read_back=phone and task.number % SLIP_EVERY != 0,
        source="" if phone else f"{head.sales_order_number}.csv",
    )


def _placed(scene: Scene, task: Task) -> Order:
    wishes = [WishedLine(scene.item_number(x), Decimal(x.order_qty)) for x in task.lines]
    return place(
        by=scene.buyer(task),
        lines=wishes,
        requested_date=scene.day(task.head.due_date),
        customer_order_number=task.head.purchase_order_number,
        ship_to=scene.reseller(task).addresses[_place(task)],
        carrier_wish=scene.folder.ship_methods[task.head.ship_method_id].name,
        notes=task.head.sales_order_number,
    )


def take(scene: Scene, task: Task, order: Order) -> None:
    """Sales takes over what the customer placed."""
    take_over(order, by=rep_of(scene, task))


def review(scene: Scene, task: Task, order: Order) -> None:
    """Sales gives an order from the portal its agreed prices and tax, and confirms every order, four eyes."""
    rep = rep_of(scene, task)
    if order.origin == Origin.PORTAL and order.content_version == 1:
        agreed = "prices, discounts and tax as agreed with the reseller"
        revise(order, by=rep, reason=agreed, lines=_lines(scene, task), tax_rate=_tax_rate(task))
    colleague = turn(scene.cast.reps, task.number, rep)
    try:
        _confirm(scene, task, order, colleague)
    except Refused as refused:
        if "not_read_back" not in refused.codes:
            raise
        read_back(order, by=rep, note="called back")
        _confirm(scene, task, order, colleague)


def _confirm(scene: Scene, task: Task, order: Order, by: Person) -> None:
    promised = scene.day(task.head.due_date)
    confirm(order, by=by, promised_date=promised, checklist=asked_of(order.origin))


def _lines(scene: Scene, task: Task) -> list[NewLine]:
    return [
        NewLine(
            scene.item_number(line), Decimal(line.order_qty), price=line.unit_price,
            discount_share=line.unit_price_discount,
        )
        for line in task.lines
    ]  # fmt: skip


def _place(task: Task) -> str:
    return f"A{task.head.ship_to_address_id}"


def _tax_rate(task: Task) -> Decimal:
    """The share that the data's tax is of its net amount."""
    net = task.head.sub_total
    return (task.head.tax_amt / net).quantize(SHARE) if net else Decimal(0)
