"""Work centres, machines, working times and what an hour costs. 工作中心、设备、日历与费率."""

from datetime import date, time
from decimal import Decimal

from django.utils import timezone

from takt.factory.actions.add_calendar import add_calendar
from takt.factory.actions.add_machine import add_machine
from takt.factory.actions.add_work_center import add_work_center
from takt.factory.actions.set_cost_rate import set_cost_rate
from takt.factory.actions.set_exceptions import set_exceptions
from takt.factory.inputs import ExceptionInput, ShiftInput
from takt.production.actions.add_scrap_reason import add_scrap_reason
from takt.web.demo.staff import Staff

# Work centre: names, skill, machines, labour and machine cost of an hour in CNY.
CENTERS = {
    "TURN": ("车削中心", "turning", "TURN", ("CK6150-1", "CK6150-2"), "46", "68"),
    "HOB": ("滚齿组", "hobbing", "GEAR", ("Y3150-1", "Y3150-2"), "48", "85"),
    "GRIND": ("磨齿组", "grinding", "GRIND", ("YK7236",), "55", "160"),
    "BORE": ("镗铣组", "boring and milling", "BORE", ("TX611-1", "TX611-2"), "50", "110"),
    "ASSY": ("装配线", "assembly", "FIT", ("装配位-1", "装配位-2", "装配位-3"), "42", "12"),
    "RIG": ("试车台", "test rig", "TEST", ("试车台-1",), "44", "35"),
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
    day = [(time(8), time(12)), (time(13), time(17, 30))]
    shifts = [ShiftInput(weekday, start, end) for weekday in range(6) for start, end in day]
    calendar = add_calendar(by=head, code="DAY", name="白班 (周一至周六)", shifts=shifts)
    set_exceptions(calendar, by=head, exceptions=[ExceptionInput(_next_new_year(), "元旦")])
    for code, (zh, en, _skill, machines, labour, machine_cost) in CENTERS.items():
        center = add_work_center(by=head, code=code, name=zh, name_en=en, calendar=calendar)
        for name in machines:
            add_machine(by=head, code=name, name=f"{zh} {name}", work_center=center)
        set_cost_rate(
            center, by=finance, valid_from=LONG_AGO, labour_per_hour=Decimal(labour), machine_per_hour=Decimal(machine_cost),
            overhead_share=OVERHEAD,
        )  # fmt: skip
    for code, (zh, en) in SCRAP_REASONS.items():
        add_scrap_reason(by=staff["xu.jing"], code=code, name=zh, name_en=en)


def _next_new_year() -> date:
    return date(timezone.localdate().year + 1, 1, 1)
