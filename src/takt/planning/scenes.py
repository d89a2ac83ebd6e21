"""From wishes to a scene (III.3.3): the operations meant, where they stand, where they are wanted, and who else is there. Reads only."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from takt.conduct.canonical import plain
from takt.conduct.refusals import Refusal, refuse_if
from takt.factory.facts import MachineFacts
from takt.factory.minutes import from_minutes
from takt.factory.worktime import WorkingTimes, open_spans
from takt.orders.models import Order
from takt.planning import floor as floors
from takt.planning import moving, standing
from takt.planning.drafting import due_of, end_of_day
from takt.planning.floor import Floor
from takt.planning.models import SchedulingPolicy
from takt.planning.moving import Moved, OrderShift, Scene
from takt.planning.rescheduling_refusals import (
    NothingMoves,
    OperationTwice,
    TooFarAway,
    UnknownOperation,
)
from takt.planning.standing import Stand
from takt.planning.states import OperationState
from takt.planning.wishes import Wish

HORIZON = timedelta(days=400)
TO_DO = (OperationState.WAITING, OperationState.RUNNING, OperationState.PAUSED)


def frozen_until(now: datetime) -> datetime:
    """The moment before which nothing moves, by the policy in force."""
    policy = SchedulingPolicy.objects.order_by("-set_at").first()
    return now + timedelta(minutes=policy.frozen_minutes if policy else 0)


def scene_of(wishes: Sequence[Wish], now: datetime) -> Scene:
    """Everything that the rules look at. Refused: UnknownOperation for each, OperationTwice, NothingMoves."""
    orders = standing.with_their_orders([wish.operation for wish in wishes])
    refuse_if([*_unclear(wishes, orders), *_too_far(wishes, now)])
    stands = [orders[wish.operation] for wish in wishes]
    skills = {stand.skill_id for stand in stands if stand.skill_id}
    floor = floors.look_at({stand.work_center_id for stand in stands}, skills, now)
    moves = [_moved(wish, stand, floor) for wish, stand in zip(wishes, stands, strict=True)]
    moves = [move for move in moves if move.wanted != move.stand]
    refuse_if([] if moves else [NothingMoves()])
    holding = {number: stand for number, stand in orders.items() if stand.state in TO_DO}
    return Scene(moves, holding, _others(moves), now, frozen_until(now))


def shifts_of(scene: Scene) -> list[OrderShift]:
    """What the moves do to each order."""
    ids = {move.stand.order_id for move in scene.moves}
    due = {order.number: end_of_day(due_of(order)) for order in Order.objects.filter(pk__in=ids)}
    return moving.order_shifts(scene, due)


def comparison(scene: Scene) -> dict[str, Any]:
    """The same as it is kept: how many operations move, and each order before and after."""
    shifts = shifts_of(scene)
    return {
        "operations": len(scene.moves),
        "late_before": sum(shift.before > shift.due for shift in shifts),
        "late_after": sum(shift.after > shift.due for shift in shifts),
        "orders": plain([
            {"order": s.order, "before": s.before, "after": s.after, "due": s.due} for s in shifts
        ]),
    }  # fmt: skip


def _unclear(wishes: Sequence[Wish], orders: Mapping[str, Stand]) -> list[Refusal]:
    seen: set[str] = set()
    found: list[Refusal] = []
    for wish in wishes:
        if wish.operation not in orders:
            found.append(UnknownOperation(operation=wish.operation[:80], line=wish.line))
        elif wish.operation in seen:
            found.append(OperationTwice(operation=wish.operation))
        seen.add(wish.operation)
    return found[: moving.MOST_REASONS]


def _too_far(wishes: Sequence[Wish], now: datetime) -> list[Refusal]:
    """Times that no calendar is asked for; a message may say any."""
    far = [
        wish
        for wish in wishes
        if not now - HORIZON <= wish.start <= now + HORIZON or (wish.end or wish.start) > wish.start + HORIZON
    ]
    return [
        TooFarAway(operation=w.operation[:80], given=w.start, days=HORIZON.days)
        for w in far[: moving.MOST_REASONS]
    ]


def _moved(wish: Wish, stand: Stand, floor: Floor) -> Moved:
    machine = (wish.machine.pk, wish.machine.code, wish.machine.lane) if wish.machine else None
    person = (wish.person.pk, wish.person.name) if wish.person else None
    fits = {one.id: one for one in floor.machines[stand.work_center_id]}
    wanted_on = machine[0] if machine else stand.machine_id
    times = _times(fits, floor, wanted_on)
    start = wish.start.replace(second=0, microsecond=0)
    end = wish.end or _end(times, start, stand)
    wanted = moving.moved_to(stand, machine, person, start, end)
    able = {one.id for one in floor.people[stand.skill_id]} if stand.skill_id else None
    return Moved(
        stand,
        wanted,
        fits=wanted_on is None or wanted_on in fits,
        qualified=able is None or wanted.person_id in able,
        open_minutes=stand.minutes if wanted_on is None else _open_minutes(times, start, end),
    )


def _times(fits: Mapping[UUID, MachineFacts], floor: Floor, machine: UUID | None) -> WorkingTimes | None:
    return floor.calendars[fits[machine].calendar_id] if machine is not None and machine in fits else None


def _open_minutes(times: WorkingTimes | None, start: datetime, end: datetime) -> int:
    """Open minutes in [start, end); none when it does not begin in a shift."""
    spans = open_spans(times, start, end) if times else []
    begins = spans and from_minutes(spans[0][0]) == start
    return sum(high - low for low, high in spans) if begins else 0


def _end(times: WorkingTimes | None, start: datetime, stand: Stand) -> datetime:
    """Where its minutes end by the machine's shifts; where that cannot be said, as long as it takes now."""
    left = stand.minutes
    for low, high in open_spans(times, start, start + HORIZON) if times else []:
        if left <= high - low:
            return from_minutes(low + left)
        left -= high - low
    return start + (stand.end - stand.start)


def _others(moves: Sequence[Moved]) -> list[Stand]:
    """Whoever has time of the machines and people wanted, while they are wanted."""
    return standing.on_resources(
        {move.wanted.machine_id for move in moves if move.wanted.machine_id},
        {move.wanted.person_id for move in moves if move.wanted.person_id},
        min(move.wanted.start for move in moves),
        max(move.wanted.end for move in moves),
    )
