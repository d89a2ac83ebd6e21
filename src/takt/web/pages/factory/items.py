"""The page of an item: what it is made of, how, where it is used, who delivers it, and what there is of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import get_language

from takt.conduct.refusals import Refused
from takt.departments.models import Person
from takt.factory.details import DEEPEST, MOST_ROWS
from takt.factory.facts import ItemFacts, Structure
from takt.factory.models import Bill, Item, Route, RouteOperation
from takt.factory.reads import released_structure
from takt.factory.where_used import used_in
from takt.orders.models import OrderLine
from takt.orders.reads import OVER
from takt.records.dossier import sees_money
from takt.stock.models import Lot
from takt.stock.reads import Availability, available
from takt.web.pages.acting.possible import act_url, departments_now
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
def item_page(item: Item, reader: Person) -> dict[str, Any]:
    """The tree below, the route, what needs it, suppliers, stock, open orders, versions."""
    try:
        structure, refused = released_structure([item.pk]), []
    except Refused as no:
        structure, refused = Structure({}, {}, {}, {}, ()), [str(r) for r in no.refusals]
    free = available({*structure.items, item.pk})
    parts = [p for p, __ in zip(_tree(structure, item.pk, free), range(MOST_ROWS), strict=False)]
    serving = departments_now(reader)
    return {
        "money": sees_money(reader),
        "refused": refused,
        "tree": parts,
        "levels": max((p.level for p in parts), default=0),
        "operations": operations_of(structure.routes[item.pk].id) if item.pk in structure.routes else [],
        "uses": [Use(number, name, levels) for __, number, name, levels in used_in(item.pk)],
        "terms": item.suppliers.select_related("supplier").order_by("lead_time_days", "price"),
        "stock": _stock(item, free[item.pk]),
        "order_lines": _open_orders(item),
        "versions": versions_of(item),
        "draft_bill": act_url("factory.draft_bill", item=item.number) if "production" in serving else "",
        "draft_route": act_url("factory.draft_route", item=item.number) if "production" in serving else "",
    }


def operations_of(route: UUID) -> list[RouteOperation]:
    """The operations of a route with their work centres and skills."""
    return list(RouteOperation.objects.filter(route=route).select_related("work_center", "skill"))


def versions_of(item: Item) -> list[tuple[str, Any]]:
    """Every version of the item's bill and route, newest first, with the name of its list."""
    bills = [("bills", bill) for bill in Bill.objects.filter(item=item).order_by("-number")]
    return bills + [("routes", route) for route in Route.objects.filter(item=item).order_by("-number")]


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


def _stock(item: Item, free: Availability) -> dict[str, Any]:
    sums = Lot.objects.filter(item=item).aggregate(on_hand=Sum("on_hand"), reserved=Sum("reserved"))
    on_hand = sums["on_hand"] or Decimal(0)
    return {
        "on_hand": on_hand,
        "reserved": sums["reserved"] or Decimal(0),
        "free": free.now,
        "expected": sum((e.quantity for e in free.expected), Decimal(0)),
        "soonest": free.expected[0].due if free.expected else None,
        "is_low": bool(item.safety_stock) and free.now < item.safety_stock,
    }


def _open_orders(item: Item) -> list[OrderLine]:
    lines = OrderLine.objects.filter(item=item).exclude(order__state__in=OVER)
    return list(lines.select_related("order__customer").order_by("order__requested_date", "id")[:MOST_ORDERS])
