"""III.3.1: whatever the shop looks like, a proposal keeps calendars, machines, people, precedence and what is taken."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import combinations, pairwise
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from takt.conduct.ids import uuid7
from takt.engine.check import violations
from takt.factory.facts import (
    BillFacts,
    BillLineFacts,
    ItemFacts,
    MachineFacts,
    OperationFacts,
    QualifiedPerson,
    RouteFacts,
    Structure,
)
from takt.factory.minutes import to_minutes
from takt.factory.worktime import Span, WorkingTimes, open_spans
from takt.planning.explosion import Demand, JobDraft, explode
from takt.planning.floor import Floor
from takt.planning.translation import Placement, Scene, steps_of

LOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
HIGH = LOW + timedelta(days=120)
NOW = to_minutes(LOW)
DAY_SHIFT = (time(8), time(16))
NIGHT_SHIFT = (time(22), time(6))


@dataclass(frozen=True)
class Shop:
    """A floor, what it can make, and an order."""

    floor: Floor
    structure: Structure
    demands: list[Demand]


def calendar(shifts: list[tuple[time, time]], days: int) -> WorkingTimes:
    """The same shifts on the first so many days of the week."""
    return WorkingTimes("Asia/Shanghai", tuple((day, *shift) for day in range(days) for shift in shifts), ())


def free_from_one_another(gaps: list[tuple[int, int]]) -> list[Span]:
    """Spans that follow each other: (pause before, length)."""
    at, spans = NOW - 300, []
    for pause, length in gaps:
        spans.append((at + pause, at + pause + length))
        at += pause + length
    return spans


@st.composite
def floors(draw: st.DrawFn) -> Floor:
    """One to three work centres with one to three machines each, and one to two skills."""
    calendars = {
        uuid7(): calendar(
            draw(st.sampled_from([[DAY_SHIFT], [NIGHT_SHIFT], [DAY_SHIFT, NIGHT_SHIFT]])),
            draw(st.integers(1, 7)),
        )
        for _ in range(2)
    }
    machines: dict[UUID, list[MachineFacts]] = {}
    lane = 0
    for _ in range(draw(st.integers(1, 3))):
        center, used = uuid7(), draw(st.sampled_from(list(calendars)))
        machines[center] = []
        for _ in range(draw(st.integers(1, 3))):
            lane += 1
            machines[center].append(MachineFacts(uuid7(), f"M{lane}", "", center, used, lane))
    people = [QualifiedPerson(uuid7(), f"P{n}") for n in range(3)]
    skills = {
        uuid7(): draw(st.lists(st.sampled_from(people), min_size=1, max_size=3, unique=True))
        for _ in range(2)
    }
    gaps = st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 900)), max_size=5)
    owners = [p.id for p in people] + [m.id for row in machines.values() for m in row]
    taken = {owner: free_from_one_another(draw(gaps)) for owner in owners}
    return Floor(machines, skills, calendars, taken)


@st.composite
def shops(draw: st.DrawFn) -> Shop:
    """Up to four made items, each of which may be a part of those before it."""
    floor = draw(floors())
    ids = [uuid7() for _ in range(draw(st.integers(1, 4)))]
    items = {
        i: ItemFacts(i, f"I{n}", "", "", "make", "pc", 0, Decimal(0), "CNY", 0, False)
        for n, i in enumerate(ids)
    }
    minutes = st.decimals(0, 200, places=2)
    routes = {i: RouteFacts(uuid7(), 1, tuple(draw(steps(floor, minutes)))) for i in ids}
    bills = {}
    for at, i in enumerate(ids):
        parts = (
            draw(st.lists(st.sampled_from(ids[at + 1 :]), max_size=2, unique=True))
            if at + 1 < len(ids)
            else []
        )
        bills[i] = BillFacts(
            uuid7(),
            1,
            tuple(BillLineFacts(n, part, Decimal("1.5"), Decimal("0.1")) for n, part in enumerate(parts)),
        )
    demands = [Demand(uuid7(), i, Decimal(draw(st.integers(1, 4))), date(2026, 12, 1)) for i in ids[:2]]
    return Shop(floor, Structure(items, bills, routes, {}, tuple(ids)), demands)


@st.composite
def steps(draw: st.DrawFn, floor: Floor, minutes: st.SearchStrategy[Decimal]) -> list[OperationFacts]:
    """One to three operations."""
    return [
        OperationFacts(
            uuid7(), 10 * n, f"step {n}", "", draw(st.sampled_from(list(floor.machines))), draw(minutes), draw(minutes),
            draw(st.sampled_from([None, *floor.people])), False, "", Decimal(0),
        )
        for n in range(1, draw(st.integers(1, 3)) + 1)
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(shops(), st.integers(0, 5000))
def test_a_proposal_for_any_shop_keeps_every_rule(shop: Shop, wait: int) -> None:
    jobs = explode(shop.demands, shop.structure, {})
    there = [NOW + wait if index % 2 else 0 for index in range(len(jobs))]
    scene = Scene(jobs, steps_of(jobs, NOW, there), shop.floor, [NOW] * len(jobs), LOW, HIGH)
    scene.place()
    placed = scene.placements
    assert violations(scene.problem, scene.schedule) == []
    for placement in placed:
        keeps_calendar(shop.floor, placement)
        keeps_what_is_taken(shop.floor, placement)
        skill = placement.step.operation.skill_id
        assert placement.person_id in ([p.id for p in shop.floor.people[skill]] if skill else [None])
        assert placement.start >= max(
            NOW, there[placement.step.job] if placement.step.operation.sequence == 10 else NOW
        )
    for one, other in combinations(placed, 2):
        shared = one.machine.id == other.machine.id or (
            one.person_id is not None and one.person_id == other.person_id
        )
        assert not shared or one.end <= other.start or other.end <= one.start
    keeps_precedence(jobs, placed)


def keeps_calendar(floor: Floor, placement: Placement) -> None:
    """On a machine of its work centre, for exactly its minutes of open time."""
    assert placement.machine in floor.machines[placement.step.operation.work_center_id]
    spans = open_spans(floor.calendars[placement.machine.calendar_id], LOW, HIGH)
    worked = sum(max(0, min(end, placement.end) - max(start, placement.start)) for start, end in spans)
    assert worked == placement.step.minutes


def keeps_what_is_taken(floor: Floor, placement: Placement) -> None:
    """Never at a time that another plan has taken on the machine or the person."""
    for whose in (placement.machine.id, placement.person_id):
        for start, end in floor.taken.get(whose, []) if whose else []:
            assert placement.end <= start or end <= placement.start


def keeps_precedence(jobs: list[JobDraft], placed: list[Placement]) -> None:
    """Operations in sequence; a part is finished before the job that needs it starts."""
    rows = {index: [p for p in placed if p.step.job == index] for index in range(len(jobs))}
    for index, row in rows.items():
        assert all(a.end <= b.start for a, b in pairwise(row))
        if jobs[index].parent >= 0:
            assert row[-1].end <= rows[jobs[index].parent][0].start
