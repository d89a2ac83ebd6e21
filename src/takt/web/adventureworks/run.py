"""The whole command: people, standards, supply and customers in; then the orders, oldest first."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from takt.conduct.actors import Department
from takt.web.adventureworks import deciding, people, standards, stocking, supply, table
from takt.web.adventureworks.cast import Cast, cast_of
from takt.web.adventureworks.costs import material_costs
from takt.web.adventureworks.customers import Resellers
from takt.web.adventureworks.folder import Folder
from takt.web.adventureworks.life import live
from takt.web.adventureworks.people import Tick
from takt.web.adventureworks.routes import routes, stations
from takt.web.adventureworks.scene import Scene, shift_of, tasks, today
from takt.web.adventureworks.standards import Keepers
from takt.web.adventureworks.table import Summary


def run(path: Path, count: int, tick: Tick, hands: int = 1, *, deep: bool = False) -> Summary:
    """Take `count` orders of the folder through their life. Raises UnreadableTable when the data are not right.

    `hands`: how many orders live at the same time. `deep`: sub-assemblies are made for each order as far as
    stock does not last, instead of taking in those that the data's work orders made to stock meanwhile.
    """
    before = table.entries_now()
    seconds: dict[str, float] = {}
    folder = Folder(path)
    chosen = tasks(folder, count)
    shift = shift_of(folder.sales_orders)
    with _timed(seconds, _("people and standards")):
        cast = _bring_in_factory(folder, tick)
        if chosen and not deep:
            first, last = chosen[0].head.order_date, max(task.head.due_date for task in chosen)
            stocking.bring_in_made(folder, first, last, cast.head[Department.PRODUCTION], tick)
        stocking.bring_in_expected(folder, cast.head[Department.LOGISTICS], shift, today())
    resellers = Resellers(folder, cast.head[Department.SALES])
    with _timed(seconds, _("customers")):
        resellers.bring_in(tick)
    with _timed(seconds, _("orders")):
        outcome = live(Scene(folder, cast, resellers, shift), chosen, tick, hands)
    return table.summary(outcome.orders, table.entries_now() - before, seconds, outcome.stuck)


def _bring_in_factory(folder: Folder, tick: Tick) -> Cast:
    """Everything that the factory is, in the order in which one thing needs another."""
    places = stations(folder.routings, folder.locations)
    ways = routes(folder.products, folder.work_orders, folder.routings)
    costs = material_costs(folder.products, folder.bills, ways, folder.locations, supply.prices(folder))
    colleagues = people.colleagues_of(folder)
    people.bring_in(colleagues, [(place, folder.locations[place].name) for place in places], tick)
    cast = cast_of(colleagues)
    by = Keepers(cast.head[Department.PRODUCTION], cast.head[Department.FINANCE])
    buyer = cast.head[Department.LOGISTICS]
    standards.bring_in_units(folder, by)
    standards.bring_in_items(folder, standards.Bought(supply.lead_days(folder), costs), by, tick)
    standards.bring_in_bills(folder, by, tick)
    standards.bring_in_work_centers(folder, places, by)
    standards.bring_in_routes(folder, ways, by, tick)
    supply.bring_in_suppliers(folder, buyer, tick)
    stocking.bring_in_stock(folder, buyer, tick)
    supply.bring_in_carriers(folder, buyer)
    supply.bring_in_scrap_reasons(folder, cast.head[Department.QUALITY])
    deciding.lay_down_rights(cast.head[Department.ADMINISTRATION])
    return cast


@contextmanager
def _timed(seconds: dict[str, float], phase: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    seconds[phase] = time.monotonic() - began
