"""III.6.1: what is marked on the packages is together what is in the shipment."""

from decimal import Decimal

import pytest
from tests.conftest import expecting
from tests.people import People

from takt.delivery import refusals
from takt.delivery.actions.pack import NewPackage, PackedLine, pack
from takt.delivery.models import Shipment
from takt.orders.models import Order

pytestmark = pytest.mark.django_db
KG = Decimal(5)


def crate(*inside: tuple[int, int]) -> NewPackage:
    """A crate of 5 kg with so much of each position."""
    return NewPackage(KG, "wooden case", [PackedLine(p, Decimal(q)) for p, q in inside])


def marked(shipment: Shipment) -> list[list[tuple[int, str]]]:
    """What stands on each package."""
    return [[(c["position"], c["quantity"]) for c in p.content] for p in shipment.packages.order_by("number")]


def test_each_package_keeps_what_is_in_it(produced: Order, people: People) -> None:
    shipment = pack(produced, by=people.logistics, packages=[crate((10, 3)), crate((10, 1), (20, 6))])
    assert marked(shipment) == [[(10, "3")], [(10, "1"), (20, "6")]]


def test_a_single_package_holds_everything(produced: Order, people: People) -> None:
    assert marked(pack(produced, by=people.logistics, packages=[crate()])) == [[(10, "4"), (20, "6")]]


def test_several_packages_may_be_left_unmarked(produced: Order, people: People) -> None:
    assert marked(pack(produced, by=people.logistics, packages=[crate(), crate()])) == [[], []]


def test_more_or_less_in_the_packages_than_in_the_shipment_is_refused(
    produced: Order, people: People
) -> None:
    with expecting(refusals.ContentsDiffer) as told:
        pack(produced, by=people.logistics, packages=[crate((10, 5)), crate()])
    assert told == [
        refusals.ContentsDiffer(10, Decimal(4), Decimal(5)),
        refusals.ContentsDiffer(20, Decimal(6), Decimal(0)),
    ]
    assert not Shipment.objects.exists()


def test_what_the_shipment_does_not_hold_is_in_no_package(produced: Order, people: People) -> None:
    lines = [PackedLine(10, Decimal(4))]
    with expecting(refusals.ContentsDiffer) as told:
        pack(produced, by=people.logistics, lines=lines, packages=[crate((10, 4)), crate((20, 1))])
    assert told == [refusals.ContentsDiffer(20, Decimal(0), Decimal(1))]
