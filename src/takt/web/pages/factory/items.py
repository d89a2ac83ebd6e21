"""The page of an item: what it is made of, how, where it is used, who delivers it, and what there is of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from takt.conduct.refusals import Refused
from takt.conduct.rows import columns, every
from takt.departments.models import Person, Skill
from takt.factory.details import DEEPEST, MOST_ROWS
from takt.factory.facts import ItemFacts, Structure
from takt.factory.models import Bill, Item, Route, RouteOperation, SupplierItem, WorkCenter
from takt.factory.reads import released_structure
from takt.factory.where_used import used_in
from takt.orders.models import OrderLine
from takt.orders.reads import OVER
from takt.records.dossier import sees_money
from takt.stock.reads import Availability, available
from takt.web.pages.acting.possible import act_url
from takt.web.pages.listing.own_pages import own_page

MOST_ORDERS = 20


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the bill tree. `for_one`: what one unit of the page's item needs of it here, scrap included."""

    level: int
    position: int
    number: str
    name: str
    is_made: bool
    quantity_per: Decimal
    for_one: Decimal
    unit: str
    scrap_share: Decimal
    free: Decimal
    below: int


@dataclass(frozen=True, slots=True)
class Use:
    """An item that needs this one: directly, or so many levels below it."""

    number: str
    name: str
    levels: int


@own_page("items")
def item_page(item: Item, reader: Person, serving: set[str]) -> dict[str, Any]:
    """The tree below, the route, what needs it, suppliers, stock, open orders, versions."""
    try:
        structure, refused = released_structure([item.pk]), []
    except Refused as no:
        structure, refused = Structure({}, {}, {}, {}, ()), [str(r) for r in no.refusals]
    free = available({*structure.items, item.pk})
    parts = [p for p, __ in zip(_tree(structure, item.pk, free), range(MOST_ROWS), strict=False)]
    kept = kept_of(item)
    return {
        "money": sees_money(reader),
        "refused": refused,
        "tree": parts,
        "levels": max((p.level for p in parts), default=0),
        "operations": kept.operations,
        "uses": [Use(number, name, levels) for __, number, name, levels in used_in(item.pk)],
        "terms": [] if item.sourcing == "make" else _terms(item),
        "stock": _stock(item, free[item.pk], kept),
        "order_lines": _open_orders(item),
        "versions": kept.versions,
        "draft_bill": act_url("factory.draft_bill", item=item.number) if "production" in serving else "",
        "draft_route": act_url("factory.draft_route", item=item.number) if "production" in serving else "",
    }


def operations_of(route: UUID) -> list[RouteOperation]:
    """The operations of a route with their work centres and skills."""
    return list(RouteOperation.objects.filter(route=route).select_related("work_center", "skill"))


# A version is of the route or of the bill. What lies in stock stands in every row, and in the one row when there is no version.
_KEPT = f"""
select {columns(Bill, "b")}, {columns(Route, "r")}, {columns(RouteOperation, "o")}, {columns(WorkCenter, "w")}, {columns(Skill, "k")},
  s.on_hand, s.reserved
from (select coalesce(sum(on_hand), 0) as on_hand, coalesce(sum(reserved), 0) as reserved from stock_lot where item_id = %(item)s) s
left join (
  select id as bill_id, null::uuid as route_id from factory_bill where item_id = %(item)s
  union all select null, id from factory_route where item_id = %(item)s
) v on true
left join factory_bill b on b.id = v.bill_id left join factory_route r on r.id = v.route_id
left join factory_routeoperation o on o.route_id = r.id and r.state = 'released'
left join factory_workcenter w on w.id = o.work_center_id left join departments_skill k on k.id = o.skill_id
order by b.number desc nulls last, r.number desc, o.sequence
"""  # noqa: S608  # columns of the models


@dataclass(slots=True)
class Kept:
    """Every version of the item's bill and route, newest first; the operations of the released route; what lies in stock."""

    on_hand: Decimal
    reserved: Decimal
    bills: list[Bill] = field(default_factory=list)
    routes: dict[UUID, Route] = field(default_factory=dict)
    operations: list[RouteOperation] = field(default_factory=list)

    @property
    def versions(self) -> list[tuple[str, Any]]:
        """With the name of its list each."""
        routes = (("routes", route) for route in self.routes.values())
        return [*(("bills", bill) for bill in self.bills), *routes]


def kept_of(item: Item) -> Kept:
    """What is kept of an item. One query."""
    rows = every(_KEPT, {"item": item.pk}, Bill, Route, RouteOperation, WorkCenter, Skill)
    kept = Kept(*rows[0][-2:])
    for bill, route, operation, center, skill, *__ in rows:
        if bill is not None:
            kept.bills.append(bill)
        if route is not None:
            kept.routes.setdefault(route.pk, route)
        if operation is not None:
            operation.work_center, operation.skill = center, skill
            kept.operations.append(operation)
    return kept


def _terms(item: Item) -> list[SupplierItem]:
    return list(item.suppliers.select_related("supplier").order_by("lead_time_days", "price"))


def _tree(structure: Structure, top: UUID, free: dict[UUID, Availability]) -> Iterator[Part]:
    yield from _below(structure, top, free, Decimal(1), 1)


def _below(
    structure: Structure, above: UUID, free: dict[UUID, Availability], quantity: Decimal, level: int
) -> Iterator[Part]:
    for line in structure.components(above):
        part = structure.items[line.component_id]
        wanted = quantity * line.quantity_per / (1 - line.scrap_share)
        yield Part(
            level, line.position, part.number, _named(part), part.sourcing == "make", line.quantity_per,
            round(wanted, 6), part.unit, line.scrap_share, free[line.component_id].now,
            len(structure.components(line.component_id)),
        )  # fmt: skip
        if level < DEEPEST:
            yield from _below(structure, line.component_id, free, wanted, level + 1)


def _named(part: ItemFacts) -> str:
    english = "" if (get_language() or "").startswith("zh") else part.name_en
    return english or part.name


def _stock(item: Item, free: Availability, kept: Kept) -> dict[str, Any]:
    return {
        "on_hand": kept.on_hand,
        "reserved": kept.reserved,
        "free": free.now,
        "expected": sum((e.quantity for e in free.expected), Decimal(0)),
        "soonest": free.expected[0].due if free.expected else None,
        "is_low": bool(item.safety_stock) and free.now < item.safety_stock,
    }


def _open_orders(item: Item) -> list[OrderLine]:
    lines = OrderLine.objects.filter(item=item).exclude(order__state__in=OVER)
    return list(lines.select_related("order__customer").order_by("order__requested_date", "id")[:MOST_ORDERS])
