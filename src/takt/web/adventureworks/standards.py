"""The standards of production enter by their own actions: units, items, work centres, bills, routes.

What is there already stays as it is, so that a second run adds nothing. Money is USD as in the data.
Bills: the rows in force (no end date); Takt numbers the versions. Inspection points: the last
operation of everything that is sold. Labour rate: the location's cost rate; the data know no
machine rate and no overhead, so both are 0.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _

from takt.departments.models import Person
from takt.factory.actions.add_calendar import add_calendar
from takt.factory.actions.add_item import add_item
from takt.factory.actions.add_machine import add_machine
from takt.factory.actions.add_unit import add_unit
from takt.factory.actions.add_work_center import add_work_center
from takt.factory.actions.cost_item import cost_item
from takt.factory.actions.draft_bill import draft_bill
from takt.factory.actions.draft_route import draft_route
from takt.factory.actions.price_item import price_item
from takt.factory.actions.release_bill import release_bill
from takt.factory.actions.release_route import release_route
from takt.factory.actions.set_cost_rate import set_cost_rate
from takt.factory.inputs import BillLineInput, OperationInput, ShiftInput
from takt.factory.models import Bill, Calendar, CostRate, Item, Machine, Route, Sourcing, Unit, WorkCenter
from takt.web.adventureworks import calendars
from takt.web.adventureworks.folder import Folder
from takt.web.adventureworks.people import Tick, skill_code
from takt.web.adventureworks.reading import rows
from takt.web.adventureworks.routes import Step
from takt.web.adventureworks.tables import BillRow, Location, Product, Shift
from takt.web.adventureworks.tables import Unit as UnitRow

CURRENCY = "USD"
PIECE = "EA"
MEASURED = {"OZ", "IN", "LB", "KG", "G", "MG", "GAL", "L", "ML", "M", "CM", "MM", "FT3", "PT"}
MEASURED_DECIMALS = 2
RATES_FROM = date(2011, 1, 1)


@dataclass(frozen=True, slots=True)
class Keepers:
    """Who enters standards: production, and finance for what things cost."""

    production: Person
    finance: Person


def bring_in_units(folder: Folder, by: Keepers) -> None:
    """Units of measure; weights, volumes and lengths have two decimals, everything else is counted."""
    known = set(Unit.objects.values_list("code", flat=True))
    for row in rows(folder.path, "Production.UnitMeasure", UnitRow):
        code = row.unit_measure_code.strip()
        if code not in known:
            decimals = MEASURED_DECIMALS if code in MEASURED else 0
            add_unit(by=by.production, code=code, name=row.name, name_en=row.name, decimals=decimals)


@dataclass(frozen=True, slots=True)
class Bought:
    """What is known of bought products by product id: the shortest lead time in days, the cost of a piece in USD
    where the data give none (see `costs`)."""

    lead_days: dict[int, int]
    costs: dict[int, Decimal]


def bring_in_items(folder: Folder, bought: Bought, by: Keepers, tick: Tick) -> None:
    """Items with cost and list price."""
    known = {i.number: i for i in Item.objects.all()}
    units = {u.code: u for u in Unit.objects.all()}
    unit_of = {
        row.component_id: row.unit_measure_code.strip() for bill in folder.bills.values() for row in bill
    }
    products = list(folder.products.values())
    for done, product in enumerate(products, 1):
        item = known.get(product.product_number)
        if item is None:
            item = add_item(
                by=by.production,
                number=product.product_number,
                name=product.name,
                name_en=product.name,
                sourcing=Sourcing.MAKE if product.make_flag else Sourcing.BUY,
                unit=units[unit_of.get(product.product_id, PIECE)],
                sellable=product.finished_goods_flag,
                lead_time_days=_days(product, bought.lead_days),
                safety_stock=Decimal(product.safety_stock_level),
            )
        _value(item, product, bought.costs.get(product.product_id, product.standard_cost), by)
        tick(_("items"), done, len(products))


def _days(product: Product, lead_days: dict[int, int]) -> int:
    return product.days_to_manufacture if product.make_flag else lead_days.get(product.product_id, 0)


def _value(item: Item, product: Product, cost: Decimal, by: Keepers) -> None:
    if item.currency != CURRENCY:
        cost_item(item, by=by.finance, standard_cost=cost, currency=CURRENCY)
    if product.finished_goods_flag and item.list_price is None:
        price_item(item, by=by.finance, list_price=product.list_price)


def bring_in_bills(folder: Folder, by: Keepers, tick: Tick) -> None:
    """Bills in force, drafted and released; one that leads back to itself would be refused on release."""
    items = {i.number: i for i in Item.objects.all()}
    drafts = {b.item_id: b for b in Bill.objects.exclude(state="replaced").order_by("state")}
    for done, (assembly, lines) in enumerate(folder.bills.items(), 1):
        item = items[folder.products[assembly].product_number]
        bill = drafts.get(item.pk)
        if bill is None and item.sourcing == Sourcing.MAKE:
            valid_from = max(line.start_date for line in lines)
            bill = draft_bill(by=by.production, item=item, lines=_lines(folder, lines), valid_from=valid_from)
        if bill is not None and bill.state == "draft":
            release_bill(bill, by=by.production)
        tick(_("bills"), done, len(folder.bills))


def _lines(folder: Folder, lines: Iterable[BillRow]) -> list[BillLineInput]:
    return [
        BillLineInput(n * 10, folder.products[line.component_id].product_number, line.per_assembly_qty)
        for n, line in enumerate(lines, 1)
    ]


def bring_in_work_centers(folder: Folder, stations: dict[int, int], by: Keepers) -> None:
    """A calendar, a work centre with its rate and its stations for every location that routings pass."""
    shifts = list(rows(folder.path, "HumanResources.Shift", Shift))
    centers = {c.code: c for c in WorkCenter.objects.all()}
    times = {c.code: c for c in Calendar.objects.all()}
    machines = set(Machine.objects.values_list("code", flat=True))
    rated = set(CostRate.objects.values_list("work_center__code", flat=True))
    for place, count in stations.items():
        location, code = folder.locations[place], skill_code(place)
        calendar = times.get(code) or _calendar(location, code, shifts, by)
        center = centers.get(code) or add_work_center(
            by=by.production, code=code, name=location.name, name_en=location.name, calendar=calendar
        )
        if code not in rated:
            set_cost_rate(
                center, by=by.finance, valid_from=RATES_FROM, labour_per_hour=location.cost_rate,
                machine_per_hour=Decimal(0), currency=CURRENCY,
            )  # fmt: skip
        for number in range(1, count + 1):
            machine = f"{code}-{number:02d}"
            if machine not in machines:
                add_machine(
                    by=by.production, code=machine, name=f"{location.name} {number}", work_center=center
                )


def _calendar(location: Location, code: str, shifts: Sequence[Shift], by: Keepers) -> Calendar:
    spans = calendars.weekly(shifts, location.availability)
    inputs = [ShiftInput(s.weekday, s.start, s.end) for s in spans]
    return add_calendar(
        by=by.production, code=code, name=location.name, shifts=inputs, time_zone=settings.TIME_ZONE
    )


def bring_in_routes(folder: Folder, routes: dict[int, tuple[Step, ...]], by: Keepers, tick: Tick) -> None:
    """The derived routes, drafted and released."""
    items = {i.number: i for i in Item.objects.all()}
    drafts = {r.item_id: r for r in Route.objects.exclude(state="replaced").order_by("state")}
    for done, (product, steps) in enumerate(routes.items(), 1):
        item = items[folder.products[product].product_number]
        route = drafts.get(item.pk)
        if route is None:
            operations = _operations(folder, steps, inspected=item.sellable)
            route = draft_route(by=by.production, item=item, operations=operations)
        if route.state == "draft":
            release_route(route, by=by.production)
        tick(_("routes"), done, len(routes))


def _operations(folder: Folder, steps: Sequence[Step], *, inspected: bool) -> list[OperationInput]:
    return [
        OperationInput(
            sequence=step.sequence,
            name=folder.locations[step.location_id].name,
            name_en=folder.locations[step.location_id].name,
            work_center=skill_code(step.location_id),
            setup_minutes=step.setup_minutes,
            run_minutes_per_unit=step.run_minutes,
            skill=skill_code(step.location_id),
            inspection=inspected and step is steps[-1],
        )
        for step in steps
    ]
