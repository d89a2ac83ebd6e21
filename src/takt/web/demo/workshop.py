"""Work centres, machines, working times and what an hour costs. 工作中心、设备、日历与费率."""

from datetime import date
from decimal import Decimal

from takt.conduct import clock
from takt.departments.models import Person
from takt.factory.actions.add_calendar import add_calendar
from takt.factory.actions.add_machine import add_machine
from takt.factory.actions.add_work_center import add_work_center
from takt.factory.actions.set_cost_rate import set_cost_rate
from takt.factory.actions.set_exceptions import set_exceptions
from takt.factory.inputs import ExceptionInput, ShiftInput
from takt.factory.models import Calendar
from takt.production.actions.add_scrap_reason import add_scrap_reason
from takt.web.demo.hours import AFTERNOON, EVENING, MORNING, holidays
from takt.web.demo.staff import Staff

# Work centre: names, skill, machines, labour and machine cost of an hour in CNY, calendar.
CENTERS = {
    "TURN": ("车削中心", "turning", "TURN", ("CK6150-1", "CK6150-2"), "46", "68", "DAY"),
    "HOB": ("滚齿组", "hobbing", "GEAR", ("Y3150-1", "Y3150-2"), "48", "85", "TWO"),
    "GRIND": ("磨齿组", "grinding", "GRIND", ("YK7236",), "55", "160", "TWO"),
    "BORE": ("镗铣组", "boring and milling", "BORE", ("TX611-1", "TX611-2"), "50", "110", "DAY"),
    "HEAT": ("热处理", "heat treatment", "HEAT", ("RQ3-75",), "52", "140", "TWO"),
    "ASSY": ("装配线", "assembly", "FIT", ("装配位-1", "装配位-2", "装配位-3"), "42", "12", "DAY"),
    "RIG": ("试车台", "test rig", "TEST", ("试车台-1", "试车台-2"), "44", "35", "DAY"),
    "PAINT": ("喷漆房", "painting", "PAINT", ("喷漆间-1",), "43", "60", "DAY"),
}
OVERHEAD = Decimal("0.35")
SCRAP_REASONS = {
    "SIZE": ("尺寸超差", "out of size"),
    "CAST": ("铸件砂眼", "casting blowhole"),
    "BURN": ("磨削烧伤", "grinding burn"),
}
LONG_AGO = date(2020, 1, 1)


def open_workshop(staff: Staff) -> None:
    """The head of production sets the workshop up; finance says what it costs."""
    head, finance = staff["zhou.jianguo"], staff["zhao.lihua"]
    calendars = {
        "DAY": _calendar(head, "DAY", "白班 (周一至周六)", evening=False),
        "TWO": _calendar(head, "TWO", "两班 (周一至周五加晚班)", evening=True),
    }
    for code, (zh, en, _skill, machines, labour, machine_cost, hours) in CENTERS.items():
        center = add_work_center(by=head, code=code, name=zh, name_en=en, calendar=calendars[hours])
        for name in machines:
            add_machine(by=head, code=name, name=f"{zh} {name}", work_center=center)
        set_cost_rate(
            center, by=finance, valid_from=LONG_AGO, labour_per_hour=Decimal(labour), machine_per_hour=Decimal(machine_cost),
            overhead_share=OVERHEAD,
        )  # fmt: skip
    for code, (zh, en) in SCRAP_REASONS.items():
        add_scrap_reason(by=staff["xu.jing"], code=code, name=zh, name_en=en)


def _calendar(head: Person, code: str, name: str, *, evening: bool) -> Calendar:
    shifts = [ShiftInput(day, *span) for day in range(6) for span in (MORNING, AFTERNOON)]
    shifts += [ShiftInput(day, *EVENING) for day in range(5) if evening]
    calendar = add_calendar(by=head, code=code, name=name, shifts=shifts)
    this = clock.today().year
    closed = {day: why for year in range(this, this + 3) for day, why in holidays(year).items()}
    set_exceptions(calendar, by=head, exceptions=[ExceptionInput(day, why) for day, why in closed.items()])
    return calendar
