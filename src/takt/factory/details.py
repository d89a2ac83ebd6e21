"""What one row of the factory shows beside its columns: bill tree, route, where-used, shifts."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from takt.conduct.actors import Department
from takt.conduct.canonical import decimal_text
from takt.conduct.refusals import Refused
from takt.conduct.resources import MONEY_READERS
from takt.factory.facts import Structure
from takt.factory.models import Bill, Calendar, Item, Route, Supplier, WorkCenter
from takt.factory.reads import machines_of, released_structure
from takt.factory.where_used import used_in

DEEPEST = 12
MOST_ROWS = 2000


def sees_money(reader: Any) -> bool:
    """Whether the reader may see amounts."""
    return bool(MONEY_READERS & {Department(d) for d in reader.departments})


def item_detail(item: Item, reader: Any) -> dict[str, Any]:
    """The tree below, the route, what needs it, who delivers it."""
    try:
        structure = released_structure([item.id])
    except Refused as refused:
        return {"tree_refused": [r.as_dict() for r in refused.refusals]}
    route = structure.routes.get(item.id)
    money = sees_money(reader)
    suppliers = item.suppliers.select_related("supplier").order_by("lead_time_days", "price")
    return {
        "tree": [row for row, _ in zip(_tree(structure, item.id, 1), range(MOST_ROWS), strict=False)],
        "route": [
            operation_row(o, money)
            for o in Route.objects.get(pk=route.id).operations.select_related("work_center", "skill")
        ]
        if route
        else [],
        "used_in": [
            {"item": number, "name": name, "levels": levels} for _, number, name, levels in used_in(item.id)
        ],
        "suppliers": [
            {"supplier": s.supplier.number, "name": s.supplier.name, "lead_time_days": s.lead_time_days}
            | ({"price": decimal_text(s.price), "currency": s.currency} if money else {})
            for s in suppliers
        ],
    }


def _tree(structure: Structure, item: UUID, level: int) -> Iterator[dict[str, Any]]:
    for line in structure.components(item):
        component = structure.items[line.component_id]
        yield {
            "level": level,
            "position": line.position,
            "item": component.number,
            "name": component.name,
            "sourcing": component.sourcing,
            "quantity_per": decimal_text(line.quantity_per),
            "unit": component.unit,
            "scrap_share": decimal_text(line.scrap_share),
        }
        if level < DEEPEST:
            yield from _tree(structure, line.component_id, level + 1)


def operation_row(operation: Any, money: bool) -> dict[str, Any]:
    """An operation of a route as it is shown."""
    shown = {
        "sequence": operation.sequence,
        "name": operation.name,
        "name_en": operation.name_en,
        "work_center": operation.work_center.code,
        "setup_minutes": decimal_text(operation.setup_minutes),
        "run_minutes_per_unit": decimal_text(operation.run_minutes_per_unit),
        "skill": operation.skill.code if operation.skill else "",
        "inspection": operation.inspection,
        "instructions": operation.instructions,
    }
    return shown | ({"subcontract_cost": decimal_text(operation.subcontract_cost)} if money else {})


def bill_detail(bill: Bill, reader: Any) -> dict[str, Any]:
    """The lines."""
    lines = bill.lines.select_related("component__unit")
    return {
        "lines": [
            {
                "position": line.position,
                "item": line.component.number,
                "name": line.component.name,
                "quantity_per": decimal_text(line.quantity_per),
                "unit": line.component.unit.code,
                "scrap_share": decimal_text(line.scrap_share),
            }
            for line in lines
        ]
    }


def route_detail(route: Route, reader: Any) -> dict[str, Any]:
    """The operations."""
    operations = route.operations.select_related("work_center", "skill")
    return {"operations": [operation_row(o, sees_money(reader)) for o in operations]}


def calendar_detail(calendar: Calendar, reader: Any) -> dict[str, Any]:
    """Weekly shifts and exceptions."""
    shifts = calendar.shifts.order_by("weekday", "start").values("weekday", "start", "end")
    exceptions = calendar.exceptions.order_by("date", "start").values("date", "start", "end", "reason")
    return {"shifts": list(shifts), "exceptions": list(exceptions)}


def work_center_detail(center: WorkCenter, reader: Any) -> dict[str, Any]:
    """The machines in use."""
    machines = machines_of([center.id])[center.id]
    return {"machines": [{"code": m.code, "name": m.name, "lane": m.lane} for m in machines]}


def supplier_detail(supplier: Supplier, reader: Any) -> dict[str, Any]:
    """What the supplier delivers."""
    money = sees_money(reader)
    return {
        "items": [
            {"item": t.item.number, "name": t.item.name, "lead_time_days": t.lead_time_days}
            | ({"price": decimal_text(t.price), "currency": t.currency} if money else {})
            for t in supplier.items.select_related("item").order_by("item__number")
        ]
    }
