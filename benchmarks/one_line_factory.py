"""Standards and people for the life benchmark: each worker has a production line of its own."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from django.utils import timezone

LINES, OPERATIONS, MATERIALS = 3, 5, 8
ROLES = {
    "entry": "sales", "review": "sales", "finance": "finance", "planner": "production", "feasibility": "production",
    "operator": "production", "inspector": "quality", "management": "management", "logistics": "logistics",
}  # fmt: skip
PLENTY = Decimal(10**9)


@dataclass(frozen=True)
class Standards:
    """What a worker needs to know: item numbers of the lines, the customer, the carrier, and who is who."""

    items: tuple[str, ...]
    customer: str
    carrier: str
    logins: dict[str, str]
    tokens: dict[str, str]


def found(workers: int) -> list[Standards]:
    """Found the factory by the door's own actions; one production line a worker."""
    from takt.delivery.actions.carriers import add_carrier
    from takt.departments.people import the_founder
    from takt.factory.actions.add_calendar import add_calendar
    from takt.factory.actions.add_unit import add_unit
    from takt.factory.inputs import ShiftInput

    founder = the_founder()
    logins, tokens = _people()
    add_carrier(by=founder, code="SF", name="顺丰")
    add_unit(by=founder, code="PCS", name="件", decimals=0)
    add_calendar(
        by=founder, code="24X7", name="全天", shifts=[ShiftInput(d, time(0), time(0)) for d in range(7)]
    )
    return [Standards(_line(w), _customer(w, logins), "SF", logins, tokens) for w in range(workers)]


def _people() -> tuple[dict[str, str], dict[str, str]]:
    from takt.conduct.actors import Department
    from takt.departments.actions.appoint import appoint
    from takt.departments.actions.hire import hire
    from takt.departments.actions.issue_token import issue_token
    from takt.departments.models import Rank
    from takt.departments.people import the_founder

    founder, tokens = the_founder(), {}
    for role, department in ROLES.items():
        person = hire(by=founder, login=f"b-{role}", name=role)
        appoint(person, by=founder, department=Department(department), rank=Rank.HEAD)
        person.refresh_from_db()
        tokens[role] = issue_token(
            person, by=person, name="benchmark", expires_at=timezone.now() + timedelta(days=30)
        )
    return {role: f"b-{role}" for role in ROLES}, tokens


def _customer(worker: int, logins: dict[str, str]) -> str:
    from takt.departments.models import Person
    from takt.orders.actions.add_customer import add_customer

    clerk = Person.objects.get(login=logins["entry"])
    return str(add_customer(by=clerk, number=f"C{worker}", name=f"客户 {worker}").number)


def _line(worker: int) -> tuple[str, ...]:
    """A made item with 5 inspected operations and 8 materials, and two traded items."""
    from takt.departments.people import the_founder
    from takt.factory.actions.add_item import add_item
    from takt.factory.actions.price_item import price_item
    from takt.factory.models import Sourcing, Unit
    from takt.stock.actions.receive import receive

    founder, unit = the_founder(), Unit.objects.get(code="PCS")
    names = [
        f"GEAR{worker}",
        *(f"TRADE{worker}-{i}" for i in range(LINES - 1)),
        *(f"M{worker}-{i}" for i in range(MATERIALS)),
    ]
    for index, name in enumerate(names):
        kind = Sourcing.MAKE if index == 0 else Sourcing.BUY
        item = add_item(by=founder, number=name, name=name, sourcing=kind, unit=unit, sellable=index < LINES)
        if index < LINES:
            price_item(item, by=founder, list_price=Decimal("33.3"))
        if index:
            receive(by=founder, item=item, lot="L1", quantity=PLENTY)
    _structure(names[0], worker)
    return tuple(names[:LINES])


def _structure(item: str, worker: int) -> None:
    from takt.departments.people import the_founder
    from takt.factory.actions.add_machine import add_machine
    from takt.factory.actions.add_work_center import add_work_center
    from takt.factory.actions.draft_bill import draft_bill
    from takt.factory.actions.draft_route import draft_route
    from takt.factory.actions.release_bill import release_bill
    from takt.factory.actions.release_route import release_route
    from takt.factory.actions.set_cost_rate import set_cost_rate
    from takt.factory.inputs import BillLineInput, OperationInput
    from takt.factory.models import Calendar, Item

    founder, made = the_founder(), Item.objects.get(number=item)
    calendar = Calendar.objects.get(code="24X7")
    for step in range(OPERATIONS):
        center = add_work_center(by=founder, code=f"WC{worker}-{step}", name="车床", calendar=calendar)
        add_machine(by=founder, code=f"MA{worker}-{step}", name="车床", work_center=center)
        set_cost_rate(
            center,
            by=founder,
            valid_from=date(2020, 1, 1),
            labour_per_hour=Decimal(60),
            machine_per_hour=Decimal(40),
        )
    parts = [BillLineInput(10 * (i + 1), f"M{worker}-{i}", Decimal(1)) for i in range(MATERIALS)]
    release_bill(draft_bill(by=founder, item=made, lines=parts), by=founder)
    steps = [
        OperationInput(
            10 * (i + 1),
            f"工序 {i}",
            f"WC{worker}-{i}",
            setup_minutes=Decimal(5),
            run_minutes_per_unit=Decimal(1),
            inspection=True,
        )
        for i in range(OPERATIONS)
    ]
    release_route(draft_route(by=founder, item=made, operations=steps), by=founder)
