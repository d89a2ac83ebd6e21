"""The demonstration's purchasing: every week logistics orders what runs short, and takes it in when it comes. 采购与收货."""

from datetime import datetime, timedelta
from decimal import Decimal

from takt.conduct import clock
from takt.factory.models import Item, Supplier
from takt.stock.actions.expect import expect
from takt.stock.actions.receive_expected import receive_expected
from takt.stock.models import ExpectedReceipt
from takt.stock.reads import Availability, available
from takt.web.demo.articles import BOUGHT, Bought
from takt.web.demo.course import Course, Steps
from takt.web.demo.hours import later
from takt.web.demo.staff import Staff

SHARE_LEFT = Decimal("0.6")
"""Of what lay there at the start: when less is free or on its way, more is ordered."""
SHARE_ORDERED = Decimal("0.8")


def buy(course: Course, staff: Staff) -> Steps:
    """Once a week."""
    items = Item.objects.select_related("unit").in_bulk([one.number for one in BOUGHT], field_name="number")
    suppliers = Supplier.objects.in_bulk([one.supplier for one in BOUGHT], field_name="number")
    while True:
        supplies = available([item.pk for item in items.values()])
        for one in BOUGHT:
            if _there(supplies[items[one.number].pk]) < Decimal(one.in_stock) * SHARE_LEFT:
                expected = _order(one, items[one.number], suppliers[one.supplier], staff)
                course.add(_arrival(expected), _take_in(expected, staff))
        yield later(clock.now() + timedelta(days=7), 0)


def _there(supply: Availability) -> Decimal:
    return supply.now + sum((receipt.quantity for receipt in supply.expected), Decimal(0))


def _order(one: Bought, item: Item, supplier: Supplier, staff: Staff) -> ExpectedReceipt:
    quantity = (Decimal(one.in_stock) * SHARE_ORDERED).quantize(Decimal(1))
    due = clock.today() + timedelta(days=one.lead_time_days)
    return expect(by=staff["qin.feng"], item=item, quantity=quantity, due=due, supplier=supplier)


def _arrival(expected: ExpectedReceipt) -> datetime:
    return later(clock.now() + timedelta(days=(expected.due - clock.today()).days), 0)


def _take_in(expected: ExpectedReceipt, staff: Staff) -> Steps:
    lot = f"{expected.item.number[:24]}-{clock.today():%y%m%d}"
    receive_expected(expected, by=staff["qin.feng"], lot=lot, quantity=expected.quantity, location="原料库")
    yield from ()
