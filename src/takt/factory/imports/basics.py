"""Units, skills, work centres, machines, suppliers: one row of the file is one row on record."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from takt.conduct.actors import Department
from takt.conduct.imports import ImportKind, Tally, importable
from takt.conduct.refusals import Taken
from takt.departments.actions.add_skill import add_skill
from takt.departments.models import Skill
from takt.exchange.tables import Row, Sheet
from takt.factory.actions.add_machine import add_machine
from takt.factory.actions.add_supplier import add_supplier
from takt.factory.actions.add_unit import add_unit
from takt.factory.actions.add_work_center import add_work_center
from takt.factory.actions.edit_machine import edit_machine
from takt.factory.actions.edit_supplier import edit_supplier
from takt.factory.actions.edit_unit import edit_unit
from takt.factory.actions.edit_work_center import edit_work_center
from takt.factory.fields import code, text, whole
from takt.factory.keepers import BUYERS, KEEPERS
from takt.factory.models import Calendar, Machine, Supplier, Unit, WorkCenter
from takt.factory.references import known
from takt.factory.upserts import blank, differing, filled, records, take_simple

TakeIn = Callable[[Tally, Sequence[Row], Any], None]
Rows = Callable[[], Iterable[Mapping[str, Any]]]

NAMES = (text("name", "名称", "Name", required=True), text("name_en", "英文名称", "English name"))
UNITS = Sheet(
    "units", (code("code", "单位代码", "Unit", length=20), *NAMES, whole("decimals", "小数位数", "Decimals", most=6)),
    key=("code",), zh="计量单位", en="Units",
)  # fmt: skip
SKILLS = Sheet("skills", (code("code", "技能代码", "Skill"), *NAMES), key=("code",), zh="技能", en="Skills")
WORK_CENTERS = Sheet(
    "work-centers", (code("code", "工作中心", "Work centre"), *NAMES, code("calendar", "日历", "Calendar")),
    key=("code",), zh="工作中心", en="Work centres",
)  # fmt: skip
MACHINES = Sheet(
    "machines", (code("code", "设备编号", "Machine"), NAMES[0], code("work_center", "工作中心", "Work centre")),
    key=("code",), zh="设备", en="Machines",
)  # fmt: skip
SUPPLIERS = Sheet(
    "suppliers", (code("number", "供应商编号", "Supplier"), NAMES[0], text("email", "电子邮箱", "E-mail", length=254)),
    key=("number",), zh="供应商", en="Suppliers",
)  # fmt: skip


def take_units(tally: Tally, rows: Sequence[Row], by: Any) -> None:
    """Units of measure."""
    take_simple(tally, rows, by, kind=Unit, sheet=UNITS, add=add_unit, edit=edit_unit)


def take_skills(tally: Tally, rows: Sequence[Row], by: Any) -> None:
    """Skills: they are named once, so another name for a known code is a fault."""
    meaning, on_record = blank(SKILLS), known(Skill, [r.values["code"] for r in rows])
    for row in rows:
        wanted = filled(row, meaning)
        current = on_record.get(wanted["code"])
        if current is None:
            tally.act(row, "new", add_skill, by=by, **wanted)
        elif differing(current, wanted, tally.columns):
            tally.refuse(row, [Taken(given=wanted["code"], where="code")])
        else:
            tally.unchanged += 1


def take_work_centers(tally: Tally, rows: Sequence[Row], by: Any) -> None:
    """Work centres."""
    named = {"calendar": Calendar}
    take_simple(
        tally,
        rows,
        by,
        kind=WorkCenter,
        sheet=WORK_CENTERS,
        add=add_work_center,
        edit=edit_work_center,
        references=named,
    )


def take_machines(tally: Tally, rows: Sequence[Row], by: Any) -> None:
    """Machines; lanes are given in the order of the file."""
    named = {"work_center": WorkCenter}
    take_simple(
        tally, rows, by, kind=Machine, sheet=MACHINES, add=add_machine, edit=edit_machine, references=named
    )


def take_suppliers(tally: Tally, rows: Sequence[Row], by: Any) -> None:
    """Suppliers."""
    take_simple(tally, rows, by, kind=Supplier, sheet=SUPPLIERS, add=add_supplier, edit=edit_supplier)


def _register(
    order: int, clause: str, sheet: Sheet, departments: tuple[Department, ...], take_in: TakeIn, rows: Rows
) -> None:
    importable(ImportKind(sheet.name, clause, order, sheet, departments, take_in, rows))


_register(10, "III.4.1", UNITS, KEEPERS, take_units, lambda: records(UNITS, Unit.objects.order_by("code")))
_register(
    10, "III.3.2", SKILLS, KEEPERS, take_skills, lambda: records(SKILLS, Skill.objects.order_by("code"))
)
_register(
    30, "III.4.1", WORK_CENTERS, KEEPERS, take_work_centers,
    lambda: records(WORK_CENTERS, WorkCenter.objects.order_by("code"), "code", "name", "name_en", "calendar__code"),
)  # fmt: skip
_register(
    40, "III.4.1", MACHINES, KEEPERS, take_machines,
    lambda: records(MACHINES, Machine.objects.order_by("lane"), "code", "name", "work_center__code"),
)  # fmt: skip
_register(
    50,
    "III.3.2",
    SUPPLIERS,
    BUYERS,
    take_suppliers,
    lambda: records(SUPPLIERS, Supplier.objects.order_by("number")),
)
