"""III.6 of the run: packed, announced, shipped, received; the customer's word; closed.

Now and then the yard wants to ship before the customer was told, and is refused (every 25th order).
The customer's word comes through the portal, by link, or by sales' call, as the order came; it is
one of the words of customers in the data. Every seventh customer does not answer: sales follows up,
and the order is closed without.
"""

from collections.abc import Sequence
from decimal import Decimal

from takt.conduct.models import Letter
from takt.conduct.refusals import Refused
from takt.delivery.actions.feedback import close, feedback, follow_up
from takt.delivery.actions.notify import notify
from takt.delivery.actions.pack import NewPackage, PackedLine, pack
from takt.delivery.actions.receive import receive
from takt.delivery.actions.ship import ship
from takt.delivery.models import Carrier, FollowUp, Shipment
from takt.delivery.states import ShipmentState
from takt.departments.models import Person
from takt.departments.people import the_guest
from takt.orders.models import Order, OrderLine, Origin
from takt.web.adventureworks.cast import turn
from takt.web.adventureworks.entering import rep_of
from takt.web.adventureworks.scene import Scene, Task
from takt.web.adventureworks.supply import carrier_code
from takt.web.adventureworks.tables import Product, ReviewRow

SLIP_EVERY = 25
SILENT_EVERY = 7
KG = {"LB": Decimal("0.45359237"), "G": Decimal("0.001")}
PACKAGING_KG = Decimal("0.2")
GRAM = Decimal("0.001")
PLAIN_WORD = ReviewRow(0, 5, "")


def send(scene: Scene, task: Task, order: Order) -> None:
    """Packed by one, announced by another, shipped by a third."""
    shipment = Shipment.objects.filter(order=order).exclude(state=ShipmentState.UNPACKED).first()
    packer = turn(scene.cast.shippers, task.number)
    if shipment is None:
        shipment = pack(order, by=packer, packages=_packages(scene, order))
    shipper = turn(scene.cast.shippers, task.number + 1, packer)
    if shipment.state == ShipmentState.PACKED:
        if task.number % SLIP_EVERY == 0:
            _too_early(shipment, shipper)
        _announce(scene, task, shipment)
    ship(shipment, by=shipper)
    order.refresh_from_db()


def _too_early(shipment: Shipment, shipper: Person) -> None:
    try:
        ship(shipment, by=shipper)
    except Refused as refused:
        shipment.refresh_from_db()
        if "wrong_state" not in refused.codes:
            raise


def _announce(scene: Scene, task: Task, shipment: Shipment) -> None:
    tracking = next((x.carrier_tracking_number for x in task.lines), "")
    notify(
        shipment,
        by=turn(scene.cast.buyers, task.number),
        carrier=Carrier.objects.get(code=carrier_code(task.head.ship_method_id)),
        expected_arrival=scene.day(task.head.due_date),
        tracking_number=tracking,
    )


def _packages(scene: Scene, order: Order) -> list[NewPackage]:
    """A package for each line, as heavy as its pieces and their packaging."""
    products = {p.product_number: p for p in scene.folder.products.values()}
    lines = order.lines.select_related("item").order_by("position")
    return [_package(line, products[line.item.number]) for line in lines]


def _package(line: OrderLine, product: Product) -> NewPackage:
    piece = (product.weight or Decimal(0)) * KG.get(product.weight_unit_measure_code, Decimal(1))
    weight = (piece * line.quantity + PACKAGING_KG).quantize(GRAM)
    return NewPackage(gross_weight_kg=weight, content=[PackedLine(line.position, line.quantity)])


def hand_over(scene: Scene, task: Task, order: Order) -> None:
    """The customer signs: in the portal where they have one, else sales hears of it."""
    contact = scene.reseller(task).contact
    by = contact.person if contact.person is not None else rep_of(scene, task)
    for shipment in Shipment.objects.filter(order=order, state=ShipmentState.SHIPPED).select_related("order"):
        receive(shipment, by=by, signed_by=contact.name)
    order.refresh_from_db()


def hear(scene: Scene, task: Task, order: Order) -> None:
    """The customer's word, or none; sales follows up either way, and closes an order without a word."""
    if task.number % SILENT_EVERY != SILENT_EVERY - 1:
        _word(scene, task, order)
        return
    _follow_up(scene, task, order, "called twice, nobody had anything to say")
    close(order, by=rep_of(scene, task))


def _word(scene: Scene, task: Task, order: Order) -> None:
    words: Sequence[ReviewRow] = scene.folder.reviews or [PLAIN_WORD]
    said = words[task.number % len(words)]
    if order.origin == Origin.PORTAL:
        feedback(order, by=scene.buyer(task), score=said.rating, comment=said.comments[:4000])
    elif order.origin == Origin.FILE:
        feedback(order, by=the_guest(), score=said.rating, comment=said.comments[:4000], link=_link_of(order))
    else:
        feedback(order, by=rep_of(scene, task), score=said.rating, comment=said.comments[:4000])


def _link_of(order: Order) -> str:
    """The token of the link in the letter that asks for feedback."""
    letter = Letter.objects.filter(letter_case=order.pk, kind="delivery.feedback_request").latest(
        "written_at"
    )
    return str(letter.facts["link"]).rsplit("/", 1)[1]


def _follow_up(scene: Scene, task: Task, order: Order, outcome: str) -> None:
    for due in FollowUp.objects.filter(order=order, done_at=None):
        follow_up(due, by=rep_of(scene, task), outcome=outcome)


def finish(scene: Scene, task: Task, order: Order) -> None:
    """Sales follows up and closes the answered order."""
    _follow_up(scene, task, order, "thanked for the word")
    close(order, by=rep_of(scene, task))
