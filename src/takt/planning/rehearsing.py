"""What would be said to moves, and what they would mean, before anybody proposes them (III.3.3). Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from takt.conduct.refusals import Refusal, Refused
from takt.planning import moving, scenes
from takt.planning.moving import Moved, OrderShift
from takt.planning.wishes import Told, wishes_of


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Every reason against the moves; the moves with the ends that follow from the shifts; each order before and after."""

    refusals: Sequence[Refusal]
    moves: Sequence[Moved] = ()
    orders: Sequence[OrderShift] = ()


def rehearse(told: Sequence[Told], now: datetime) -> Rehearsal:
    """Look at the moves as the act `reschedule` would."""
    try:
        scene = scenes.scene_of(wishes_of(told), now)
    except Refused as no:
        return Rehearsal(no.refusals)
    return Rehearsal(moving.reasons_not_to_move(scene), scene.moves, scenes.shifts_of(scene))


def as_plain(rehearsal: Rehearsal) -> dict[str, Any]:
    """The same as plain values, in the reader's language."""
    return {
        "refusals": [refusal.as_dict() for refusal in rehearsal.refusals],
        "moves": [_move(move) for move in rehearsal.moves],
        "orders": [
            {
                "order": shift.order,
                "before": shift.before.isoformat(),
                "after": shift.after.isoformat(),
                "due": shift.due.isoformat(),
                "becomes_late": shift.becomes_late,
            }
            for shift in rehearsal.orders
        ],
    }


def _move(move: Moved) -> dict[str, str]:
    return {
        "operation": move.stand.number,
        "machine": move.wanted.machine,
        "person": move.wanted.person,
        "start": move.wanted.start.isoformat(),
        "end": move.wanted.end.isoformat(),
    }
