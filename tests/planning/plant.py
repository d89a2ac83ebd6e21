"""A small plant for tests: two work centres, three machines, people who can turn, a gearbox with parts and materials."""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.open_door import open_door
from tests.people import LONG_AGO, People

from takt.conduct.canonical import content_hash
from takt.departments.models import Person, Qualification, Skill
from takt.factory.models import (
    Bill,
    BillLine,
    Calendar,
    Item,
    Machine,
    Route,
    RouteOperation,
    Shift,
    Sourcing,
    Unit,
    WorkCenter,
)
from takt.factory.states import VersionState
from takt.orders.models import Customer, Order, OrderLine, OrderVersion, Origin
from takt.orders.states import OrderState
from takt.stock.models import ExpectedReceipt, Lot

TODAY = datetime.now(UTC).date()
SOON = TODAY + timedelta(days=30)
_numbers = itertools.count(1)


@dataclass
class Plant:
    """`gearbox` has 5 operations and 8 materials; `pump` has a made part `rotor`; `oil` is bought and sold as it is."""

    people: People
    unit: Unit
    calendar: Calendar
    turning: WorkCenter
    assembly: WorkCenter
    lathe: Machine
    lathe2: Machine
    bench: Machine
    skill: Skill
    customer: Customer
    gearbox: Item
    pump: Item
    rotor: Item
    oil: Item
    materials: list[Item] = field(default_factory=list)


def item(number: str, unit: Unit, sourcing: Sourcing = Sourcing.MAKE, **more: Any) -> Item:
    """An article, saved."""
    return Item.objects.create(
        number=number, name=number, unit=unit, sourcing=sourcing, sellable=True, **more
    )


def bill(of: Item, *lines: tuple[Item, str]) -> None:
    """A released bill."""
    row = Bill.objects.create(item=of, number=1, state=VersionState.RELEASED)
    BillLine.objects.bulk_create(
        BillLine(bill=row, position=10 * at, component=part, quantity_per=Decimal(per))
        for at, (part, per) in enumerate(lines, 1)
    )


def route(of: Item, *steps: tuple[WorkCenter, int, str, Skill | None, bool]) -> None:
    """A released route: work centre, set-up minutes, run minutes a unit, skill, inspection point."""
    row = Route.objects.create(item=of, number=1, state=VersionState.RELEASED)
    RouteOperation.objects.bulk_create(
        RouteOperation(
            route=row, sequence=10 * at, name=f"{of.number} step {at}", work_center=center, setup_minutes=Decimal(setup),
            run_minutes_per_unit=Decimal(run), skill=skill, inspection=inspection,
        )
        for at, (center, setup, run, skill, inspection) in enumerate(steps, 1)
    )  # fmt: skip


def stocked(what: Item, quantity: str) -> Lot:
    """So much of an item in stock, in a lot of its own."""
    with open_door():
        return Lot.objects.create(
            number=f"L{next(_numbers)}", item=what, on_hand=Decimal(quantity), received_at=LONG_AGO
        )


def expected(what: Item, quantity: str, due: date) -> ExpectedReceipt:
    """So much of an item on its way."""
    with open_door():
        return ExpectedReceipt.objects.create(
            number=f"E{next(_numbers)}", item=what, quantity=Decimal(quantity), due=due
        )


def qualified(who: Person, skill: Skill) -> Qualification:
    """Somebody who has a skill."""
    with open_door():
        return Qualification.objects.create(person=who, skill=skill, since=LONG_AGO, attested_by=who)


def ordered(
    plant: Plant, *lines: tuple[Item, str], state: str = OrderState.APPROVED, due: date = SOON
) -> Order:
    """An order of these lines, as the steps before left it."""
    number = f"SO-{next(_numbers):05d}"
    content = {"number": number, "lines": [[what.number, quantity] for what, quantity in lines]}
    with open_door():
        order = Order.objects.create(
            number=number, customer=plant.customer, state=state, origin=Origin.PHONE, currency="CNY", tax_rate=0,
            net_amount=0, tax_amount=0, gross_amount=0, requested_date=due, content_version=1,
            content_hash=content_hash(content), entered_by=plant.people.sales, entered_at=LONG_AGO,
        )  # fmt: skip
        OrderLine.objects.bulk_create(
            OrderLine(
                order=order,
                position=10 * at,
                item=what,
                quantity=Decimal(quantity),
                price=0,
                amount=0,
                requested_date=due,
            )
            for at, (what, quantity) in enumerate(lines, 1)
        )
        OrderVersion.objects.create(
            order=order,
            number=1,
            content=content,
            hash=order.content_hash,
            made_by=plant.people.sales,
            made_at=LONG_AGO,
        )
    return order


def changed(order: Order) -> None:
    """The order's content was changed by somebody meanwhile."""
    with open_door() as passage:
        fresh = Order.objects.get(pk=order.pk)
        OrderVersion.objects.create(
            order=fresh,
            number=2,
            content={},
            hash=content_hash({}),
            made_by=fresh.entered_by,
            made_at=datetime.now(UTC),
        )
        passage.subject = fresh
        fresh.content_version, fresh.content_hash = 2, content_hash({})
        Order.objects.bulk_update([fresh], ["content_version", "content_hash"])


def build_plant(people: People) -> Plant:
    """Everything saved; the machines run round the clock except on Sundays' first hour, so that tests hold on any day."""
    with open_door():
        unit = Unit.objects.create(code="pc", name="件", decimals=0)
        calendar = Calendar.objects.create(code="CAL", name="三班")
        Shift.objects.bulk_create(
            Shift(calendar=calendar, weekday=day, start=start, end=end)
            for day in range(7)
            for start, end in ((time(0), time(12)), (time(12), time(0)))
        )
        turning = WorkCenter.objects.create(code="TURN", name="车削", calendar=calendar)
        assembly = WorkCenter.objects.create(code="ASM", name="装配", calendar=calendar)
        lathe = Machine.objects.create(code="L1", name="Lathe 1", work_center=turning, lane=1)
        lathe2 = Machine.objects.create(code="L2", name="Lathe 2", work_center=turning, lane=2)
        bench = Machine.objects.create(code="B1", name="Bench 1", work_center=assembly, lane=3)
        skill = Skill.objects.create(code="TURNING", name="车工")
        customer = Customer.objects.create(number="C-1", name="远航")
        gearbox, pump, rotor = (item(n, unit) for n in ("GEARBOX", "PUMP", "ROTOR"))
        oil = item("OIL", unit, Sourcing.BUY, lead_time_days=5)
        materials = [item(f"M{n}", unit, Sourcing.BUY, lead_time_days=10) for n in range(1, 9)]
        bill(gearbox, *((material, "2") for material in materials))
        bill(pump, (rotor, "1"), (materials[0], "1"))
        bill(rotor, (materials[1], "3"))
        route(
            gearbox,
            (turning, 10, "5", skill, False), (turning, 5, "2.5", skill, False), (assembly, 0, "4", None, True),
            (turning, 5, "1", None, False), (assembly, 10, "3", None, False),
        )  # fmt: skip
        route(pump, (assembly, 10, "10", None, True))
        route(rotor, (turning, 20, "6", skill, False))
    plant = Plant(
        people, unit, calendar, turning, assembly, lathe, lathe2, bench, skill, customer, gearbox, pump, rotor, oil, materials
    )  # fmt: skip
    qualified(people.production, skill)
    qualified(people.production2, skill)
    return plant


def well_stocked(plant: Plant, quantity: str = "1000") -> Plant:
    """Plenty of everything bought."""
    for what in [*plant.materials, plant.oil]:
        stocked(what, quantity)
    return plant


@pytest.fixture
def plant(people: People) -> Plant:
    """The plant without stock."""
    return build_plant(people)


@pytest.fixture
def full_plant(plant: Plant) -> Plant:
    """The plant with plenty of material."""
    return well_stocked(plant)
