"""A rescheduling as rows: the proposal with its relocations (III.3.3)."""

from takt.conduct import numbers
from takt.conduct.door import now
from takt.conduct.guard import create_with_entry
from takt.departments.models import Person
from takt.planning import scenes
from takt.planning.models import Relocation, Rescheduling
from takt.planning.moving import Moved, Scene


def propose(
    scene: Scene, origin: Rescheduling.Origin, reason: str, by: Person, source: str = ""
) -> Rescheduling:
    """Keep what is to move, where it stood, and what it means."""
    found = Rescheduling(
        number=numbers.take("RS"),
        origin=origin,
        source=source,
        reason=reason,
        comparison=scenes.comparison(scene),
        proposed_by=by,
        proposed_at=now(),
    )
    create_with_entry(found, *(_relocation(found, move) for move in scene.moves))
    return found


def _relocation(found: Rescheduling, move: Moved) -> Relocation:
    stand, wanted = move.stand, move.wanted
    return Relocation(
        rescheduling=found,
        operation_id=stand.id,
        machine_before_id=stand.machine_id,
        person_before_id=stand.person_id,
        start_before=stand.start,
        end_before=stand.end,
        machine_id=wanted.machine_id,
        person_id=wanted.person_id,
        start=wanted.start,
        end=wanted.end,
    )
