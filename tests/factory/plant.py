"""A small plant that tests start from, built by the actions themselves: pumps, their parts, machines, calendars."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

import pytest
from tests.people import People

from takt.departments.actions.add_skill import add_skill
from takt.departments.models import Skill
from takt.departments.people import the_founder
from takt.factory.actions.add_calendar import add_calendar
from takt.factory.actions.add_item import add_item
from takt.factory.actions.add_machine import add_machine
from takt.factory.actions.add_supplier import add_supplier
from takt.factory.actions.add_unit import add_unit
from takt.factory.actions.add_work_center import add_work_center
from takt.factory.actions.draft_bill import draft_bill
from takt.factory.actions.draft_route import draft_route
from takt.factory.actions.release_bill import release_bill
from takt.factory.actions.release_route import release_route
from takt.factory.actions.set_cost_rate import set_cost_rate
from takt.factory.actions.set_terms import set_terms
from takt.factory.inputs import BillLineInput, OperationInput, ShiftInput
from takt.factory.models import Bill, Calendar, Item, Machine, Route, Sourcing, Supplier, Unit, WorkCenter

DAY = [ShiftInput(weekday, time(8), time(16)) for weekday in range(5)]


@dataclass(frozen=True)
class Plant:
    """`pump` is made of 2 `rotor` and 0.5 kg `oil`; a rotor of 1 `bar`. `saw` has two machines."""

    piece: Unit
    kilo: Unit
    pump: Item
    rotor: Item
    bar: Item
    oil: Item
    days: Calendar
    saw: WorkCenter
    saw1: Machine
    saw2: Machine
    turning: Skill
    mill: Supplier


def made_of(item: Item, *lines: tuple[str, str]) -> Bill:
    """A bill of (component number, quantity), released by the founder."""
    given = [BillLineInput(10 * n, c, Decimal(q)) for n, (c, q) in enumerate(lines, start=1)]
    bill = draft_bill(by=the_founder(), item=item, lines=given)
    release_bill(bill, by=the_founder())
    return bill


def route_of(item: Item, *operations: OperationInput) -> Route:
    """A route, released by the founder."""
    route = draft_route(by=the_founder(), item=item, operations=list(operations))
    release_route(route, by=the_founder())
    return route


def build_plant() -> Plant:
    """Everything saved."""
    by = the_founder()
    piece = add_unit(by=by, code="PCS", name="件", name_en="piece")
    kilo = add_unit(by=by, code="KG", name="千克", name_en="kilogram", decimals=3)
    days = add_calendar(by=by, code="DAYS", name="白班", shifts=DAY)
    saw = add_work_center(by=by, code="SAW", name="锯床", name_en="Saws", calendar=days)
    turning = add_skill(by=by, code="TURN", name="车工", name_en="Turning")
    pump, rotor, bar, oil = (
        add_item(by=by, number=number, name=name, sourcing=sourcing, unit=unit)
        for number, name, sourcing, unit in (
            ("PUMP", "不锈钢水泵", Sourcing.MAKE, piece), ("ROTOR", "转子", Sourcing.MAKE, piece),
            ("BAR", "棒料", Sourcing.BUY, piece), ("OIL", "机油", Sourcing.BUY, kilo),
        )
    )  # fmt: skip
    made_of(rotor, ("BAR", "1"))
    made_of(pump, ("ROTOR", "2"), ("OIL", "0.5"))
    route_of(
        pump, OperationInput(10, "锯", "SAW", Decimal(15), Decimal("2.5"), skill="TURN", inspection=True)
    )
    mill = add_supplier(by=by, number="MILL", name="宝钢")
    set_terms(mill, by=by, item=bar, lead_time_days=9, price=Decimal("12.5"))
    set_cost_rate(
        saw, by=by, valid_from=date(2026, 1, 1), labour_per_hour=Decimal(60), machine_per_hour=Decimal(90)
    )
    saws = [add_machine(by=by, code=code, name="锯床", work_center=saw) for code in ("SAW-1", "SAW-2")]
    return Plant(piece, kilo, pump, rotor, bar, oil, days, saw, saws[0], saws[1], turning, mill)


@pytest.fixture
def plant(people: People) -> Plant:
    """The plant, with everybody of the company."""
    return build_plant()
