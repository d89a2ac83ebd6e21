"""Orders on the floor, for tests of production and quality."""

from decimal import Decimal

from tests.planning.plant import Plant, ordered

from takt.factory.models import Item
from takt.orders.models import Order
from takt.planning.actions.adopt import adopt
from takt.planning.actions.propose import propose
from takt.planning.actions.release import release
from takt.planning.models import Operation
from takt.production.actions.finish import finish
from takt.production.actions.start import start


def on_the_floor(plant: Plant, *lines: tuple[Item, str]) -> Order:
    """An order planned and released by Zhao."""
    order = ordered(plant, *lines)
    plan = propose(order, by=plant.people.production)
    adopt(plan, by=plant.people.production)
    release(plan, by=plant.people.production)
    return Order.objects.get(pk=order.pk)


def operations(order: Order, item: Item | None = None) -> list[Operation]:
    """The operations of an order's jobs, as they stand now, by job and sequence."""
    rows = Operation.objects.filter(order=order, job__plan__state="released")
    return list((rows.filter(job__item=item) if item else rows).order_by("job__number", "sequence"))


def done(operation: Operation, plant: Plant, good: int) -> Operation:
    """Started and finished by Zhao."""
    start(operation, by=plant.people.production)
    finish(operation, by=plant.people.production, good=Decimal(good))
    return operation
