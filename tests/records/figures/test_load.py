"""The load of a work centre is counted as the feasibility review counts it: taken of open minutes."""

from datetime import time

import pytest
from tests.open_door import open_door
from tests.records.figures.history import Told, asked, june, lived
from tests.rows import build

from takt.factory.minutes import to_minutes
from takt.factory.models import Calendar, Machine, Shift, WorkCenter
from takt.planning.models import LANE_MINUTES, Job, Operation, Plan
from takt.records.figures import load
from takt.records.figures.courses import bring_up_to_date
from takt.records.figures.figure import found

pytestmark = pytest.mark.django_db


def test_a_day_of_eight_hours_in_a_week_of_forty_is_a_fifth() -> None:
    with open_door():
        calendar = build(Calendar, time_zone="Asia/Shanghai")
        for weekday in range(5):
            build(Shift, calendar=calendar, weekday=weekday, start=time(8), end=time(16))
        center = build(WorkCenter, code="MILL", calendar=calendar)
        machine = build(Machine, work_center=center, lane=7)
        order = lived({"orders.enter": june(1), "planning.release_order": june(2)}, Told("released"))
        plan = build(Plan, order=order, state="released", starts_at=june(16), finishes_at=june(17))
        start, end = june(16, 8), june(16, 16)  # Tuesday of the second week
        slot = (7 * LANE_MINUTES + to_minutes(start), 7 * LANE_MINUTES + to_minutes(end))
        build(
            Operation, job=build(Job, plan=plan, order=order), order=order, work_center=center, machine=machine,
            planned_start=start, planned_end=end, slot=slot, state="waiting", duration_minutes=480,
        )  # fmt: skip
    bring_up_to_date()
    question = asked(1, 14, june(10, 12))  # Wednesday at noon
    parts = load.answer(question).parts
    assert [(p["week"].isoformat(), p["open_hours"], p["taken_hours"], p["share"]) for p in parts[:3]] == [
        ("2026-06-08", 20.0, 0.0, 0.0),  # half of Wednesday, Thursday, Friday
        ("2026-06-15", 40.0, 8.0, 0.2),
        ("2026-06-22", 40.0, 0.0, 0.0),
    ]
    assert len(parts) == 8
    rows = load.rows(question, "MILL", "2026-06-15")
    assert [r["order_number"] for r in found(rows.statement, rows.values)] == [order.number]
    rows = load.rows(question, "MILL", "2026-06-22")
    assert found(rows.statement, rows.values) == []


def test_without_machines_there_is_no_load() -> None:
    assert load.answer(asked(1, 14)).base == 0
