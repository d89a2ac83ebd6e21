"""Bills (one row a line) and routes (one row an operation): a file's rows for an item are its whole new version."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from takt.conduct.guard import Subject
from takt.conduct.imports import ImportKind, Tally, importable
from takt.departments.models import Person, Skill
from takt.exchange.tables import Row, Sheet
from takt.factory.actions.draft_bill import draft_bill
from takt.factory.actions.draft_route import draft_route
from takt.factory.actions.release_bill import release_bill
from takt.factory.actions.release_route import release_route
from takt.factory.fields import amount, code, quantity, share, text, whole, yes_no
from takt.factory.inputs import BillLineInput, OperationInput
from takt.factory.keepers import KEEPERS
from takt.factory.models import BillLine, Item, RouteOperation, WorkCenter
from takt.factory.states import VersionState
from takt.factory.upserts import blank, filled, grouped, records, resolved

Line = TypeVar("Line", BillLineInput, OperationInput)

BILLS = Sheet(
    "bills",
    (
        code("item", "物料编号", "Item"),
        whole("position", "行号", "Position", required=True, least=1),
        code("component", "组件编号", "Component"),
        quantity("quantity_per", "单位用量", "Quantity per unit", required=True, positive=True),
        share("scrap_share", "损耗率", "Scrap share", most="0.999999"),
    ),
    key=("item", "position"),
    zh="物料清单",
    en="Bills of material",
)
ROUTES = Sheet(
    "routes",
    (
        code("item", "物料编号", "Item"),
        whole("sequence", "工序号", "Sequence", required=True, least=1),
        text("name", "工序名称", "Operation", required=True),
        text("name_en", "英文名称", "English name"),
        code("work_center", "工作中心", "Work centre"),
        quantity("setup_minutes", "准备时间", "Setup", places=3, unit="min", unit_zh="分钟"),
        quantity("run_minutes_per_unit", "单件时间", "Run per unit", unit="min", unit_zh="分钟"),
        code("skill", "技能", "Skill", required=False),
        yes_no("inspection", "检验点", "Inspection"),
        text("instructions", "作业指导", "Instructions", length=4000),
        amount("subcontract_cost", "外协单价", "Subcontract cost per unit"),
    ),
    key=("item", "sequence"),
    zh="工艺路线",
    en="Routes",
)


def take_bills(tally: Tally, rows: Sequence[Row], by: Any) -> None:
    """Bills: an item's lines are drafted and released when they differ from the bill in force."""
    in_force: dict[Any, set[BillLineInput]] = {}
    lines = BillLine.objects.filter(
        bill__state=VersionState.RELEASED, bill__item__number__in={r.values["item"] for r in rows}
    )
    for line in lines.select_related("bill", "component"):
        given = BillLineInput(line.position, line.component.number, line.quantity_per, line.scrap_share)
        in_force.setdefault(line.bill.item_id, set()).add(given)
    _take(tally, rows, by, {"item": Item, "component": Item}, in_force, _bill_line, _new_bill)


def _bill_line(row: Row) -> BillLineInput:
    v = row.values
    return BillLineInput(v["position"], v["component"], v["quantity_per"], v["scrap_share"] or Decimal(0))


def _new_bill(by: Person, item: Item, lines: list[BillLineInput]) -> None:
    release_bill(draft_bill(by=by, item=item, lines=lines), by=by)


_OPERATION = (
    "sequence", "name", "work_center__code", "setup_minutes", "run_minutes_per_unit", "skill__code", "inspection",
    "instructions", "subcontract_cost", "name_en",
)  # fmt: skip


def take_routes(tally: Tally, rows: Sequence[Row], by: Any) -> None:
    """Routes: an item's operations are drafted and released when they differ from the route in force."""
    in_force: dict[Any, set[OperationInput]] = {}
    operations = RouteOperation.objects.filter(
        route__state=VersionState.RELEASED, route__item__number__in={r.values["item"] for r in rows}
    )
    for item, *operation in operations.values_list("route__item_id", *_OPERATION):
        operation[5] = operation[5] or ""
        in_force.setdefault(item, set()).add(OperationInput(*operation))
    named = {"item": Item, "work_center": WorkCenter, "skill": Skill}
    _take(tally, rows, by, named, in_force, _operation, _new_route)


def _operation(row: Row) -> OperationInput:
    values = filled(row, blank(ROUTES))
    return OperationInput(**{name: value for name, value in values.items() if name != "item"})


def _new_route(by: Person, item: Item, operations: list[OperationInput]) -> None:
    release_route(draft_route(by=by, item=item, operations=operations), by=by)


def _take(
    tally: Tally,
    rows: Sequence[Row],
    by: Any,
    references: dict[str, type[Subject]],
    in_force: dict[Any, set[Line]],
    line_of: Callable[[Row], Line],
    renew: Callable[[Person, Item, list[Line]], None],
) -> None:
    """One version for each item: new, changed, or as it is in force. Counted by the rows of the file."""
    good = resolved(tally, rows, references)
    found = {row.number for row, _ in good}
    broken = {row.values["item"] for row in rows if row.number not in found}
    for item, group in grouped(good, "item").items():
        if item.number in broken:
            continue
        lines = [line_of(row) for row, _ in group]
        if in_force.get(item.id) == set(lines):
            tally.unchanged += len(lines)
            continue
        outcome = "changed" if item.id in in_force else "new"
        tally.act(group[0][0], outcome, renew, by, item, lines, of_rows=len(lines))


importable(
    ImportKind(
        "bills",
        "III.4.1",
        60,
        BILLS,
        KEEPERS,
        take_bills,
        lambda: records(
            BILLS,
            BillLine.objects.filter(bill__state=VersionState.RELEASED).order_by(
                "bill__item__number", "position"
            ),
            "bill__item__number",
            "position",
            "component__number",
            "quantity_per",
            "scrap_share",
        ),
    )
)
importable(
    ImportKind(
        "routes",
        "III.4.1",
        60,
        ROUTES,
        KEEPERS,
        take_routes,
        lambda: records(
            ROUTES,
            RouteOperation.objects.filter(route__state=VersionState.RELEASED).order_by(
                "route__item__number", "sequence"
            ),
            "route__item__number",
            "sequence",
            "name",
            "name_en",
            "work_center__code",
            "setup_minutes",
            "run_minutes_per_unit",
            "skill__code",
            "inspection",
            "instructions",
            "subcontract_cost",
        ),
        money=True,
    )
)
