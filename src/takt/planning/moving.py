"""What speaks against moving operations of the schedule in force (III.3.3). Pure: facts in, refusals out.

The schedule was right before; so only what moves, and what touches it, is looked at."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from takt.conduct.refusals import Refusal
from takt.planning.refusals import MachineElsewhere, MachineTaken, NotQualified, PersonTaken
from takt.planning.rescheduling_refusals import (
    BeforeMaterial,
    BeforePredecessor,
    OperationBegun,
    OperationFrozen,
    OutsideShifts,
)
from takt.planning.standing import Stand
from takt.planning.states import OperationState

MOST_REASONS = 100


@dataclass(frozen=True, slots=True)
class Moved:
    """An operation as it stands and as it is wanted. `fits`: the machine is of its work centre and in use; `qualified`:
    the person has its skill; `open_minutes`: open on that machine between start and end."""

    stand: Stand
    wanted: Stand
    fits: bool
    qualified: bool
    open_minutes: int


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules look at: the moves; every operation in force of their orders; whoever else is on their machines and
    people; until when the schedule is frozen. What should have started before now and has not is free to move."""

    moves: Sequence[Moved]
    orders: Mapping[str, Stand]
    others: Sequence[Stand]
    now: datetime
    frozen_until: datetime


def reasons_not_to_move(scene: Scene) -> list[Refusal]:
    """Every reason, at most MOST_REASONS: states and fence, right machine and person, shifts, material, what comes before, overlaps."""
    found = [reason for move in scene.moves for reason in _of_one(move, scene)]
    after = _after(scene)
    moved = {move.stand.number for move in scene.moves}
    found += _precedence(after, moved)
    return (found + list(_overlaps(scene, after, moved)))[:MOST_REASONS]


def _of_one(move: Moved, scene: Scene) -> Iterator[Refusal]:
    stand, wanted = move.stand, move.wanted
    if stand.state != OperationState.WAITING:
        yield OperationBegun(operation=stand.number, state=str(OperationState(stand.state).label))
    elif wanted.start < scene.frozen_until or scene.now <= stand.start < scene.frozen_until:
        yield OperationFrozen(operation=stand.number, until=scene.frozen_until)
    if not move.fits:
        yield MachineElsewhere(machine=wanted.machine, work_center=stand.work_center)
    if not move.qualified:
        yield NotQualified(person=wanted.person, skill=stand.skill, operation=stand.number)
    if move.fits and move.open_minutes < stand.minutes:
        yield OutsideShifts(
            operation=stand.number, machine=wanted.machine, needed=stand.minutes, open=move.open_minutes
        )
    if stand.material is not None and wanted.start < min(stand.material, stand.start):
        yield BeforeMaterial(operation=stand.number, there=stand.material)


def _after(scene: Scene) -> dict[str, Stand]:
    """The orders' operations as they would stand."""
    return {**scene.orders, **{move.stand.number: move.wanted for move in scene.moves}}


def _precedence(after: Mapping[str, Stand], moved: set[str]) -> Iterator[Refusal]:
    """Inside a job by sequence; a sub-job's last operation before its parent's first."""
    jobs: dict[UUID, list[Stand]] = {}
    for stand in sorted(after.values(), key=lambda one: one.sequence):
        jobs.setdefault(stand.job_id, []).append(stand)
    for row in jobs.values():
        pairs = list(pairwise(row))
        if row[0].parent_id in jobs:
            pairs.append((row[-1], jobs[row[0].parent_id][0]))
        for first, then in pairs:
            if then.start < first.end and (first.number in moved or then.number in moved):
                yield BeforePredecessor(operation=then.number, predecessor=first.number, end=first.end)


def _overlaps(scene: Scene, after: Mapping[str, Stand], moved: set[str]) -> Iterator[Refusal]:
    """Two at once on a machine or with a person, one of them moved."""
    there = {stand.number: stand for stand in scene.others} | dict(after)
    yield from _clashes(there.values(), moved, lambda one: one.machine_id, _machine_taken)
    yield from _clashes(there.values(), moved, lambda one: one.person_id, _person_taken)


def _clashes(
    stands: Iterable[Stand],
    moved: set[str],
    owner: Callable[[Stand], UUID | None],
    refusal: Callable[[Stand, Stand], Refusal],
) -> Iterator[Refusal]:
    by_owner: dict[UUID, list[Stand]] = {}
    for stand in stands:
        key = owner(stand)
        if key is not None:
            by_owner.setdefault(key, []).append(stand)
    for row in by_owner.values():
        row.sort(key=lambda one: one.start)
        latest = row[0]
        for stand in row[1:]:
            if stand.start < latest.end and (stand.number in moved or latest.number in moved):
                yield refusal(*((stand, latest) if stand.number in moved else (latest, stand)))
            latest = max(latest, stand, key=lambda one: one.end)


def _machine_taken(moved: Stand, holder: Stand) -> Refusal:
    return MachineTaken(
        machine=moved.machine, operation=moved.number, order=holder.order, start=holder.start, end=holder.end
    )


def _person_taken(moved: Stand, holder: Stand) -> Refusal:
    return PersonTaken(
        person=moved.person, operation=moved.number, order=holder.order, start=holder.start, end=holder.end
    )


@dataclass(frozen=True, slots=True)
class OrderShift:
    """What the moves do to one order: the end of its last operation before and after, and the end of the day on which it is due."""

    order: str
    before: datetime
    after: datetime
    due: datetime

    @property
    def becomes_late(self) -> bool:
        """It would have been in time, and is not any more."""
        return self.before <= self.due < self.after


def order_shifts(scene: Scene, due: Mapping[str, datetime]) -> list[OrderShift]:
    """Every order with a moved operation; `due` by the order's number."""
    after = _after(scene)
    touched = sorted({move.stand.order for move in scene.moves})
    return [
        OrderShift(
            order,
            max(stand.end for stand in scene.orders.values() if stand.order == order),
            max(stand.end for stand in after.values() if stand.order == order),
            due[order],
        )
        for order in touched
    ]


def moved_to(
    stand: Stand,
    machine: tuple[UUID, str, int] | None,
    person: tuple[UUID, str] | None,
    start: datetime,
    end: datetime,
) -> Stand:
    """The operation elsewhere: machine (id, code, lane) and person (id, name) as wanted; None leaves what it has."""
    found = replace(stand, start=start, end=end)
    if machine is not None:
        found = replace(found, machine_id=machine[0], machine=machine[1], lane=machine[2])
    return found if person is None else replace(found, person_id=person[0], person=person[1])
