"""III.3.3 与生产线排程系统对接: a line scheduling system's schedule comes in as a proposal."""

from typing import Annotated

from pydantic import Base64Encoder, EncodedBytes, Field

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Name
from takt.departments.models import Person
from takt.exchange.lines import MAX_BYTES
from takt.planning import line_messages, moving, proposals, scenes
from takt.planning.models import Rescheduling

Message = Annotated[bytes, EncodedBytes(encoder=Base64Encoder), Field(max_length=MAX_BYTES)]
"""A message's bytes; from outside as Base64 text."""


@action("III.3.3", by=(Department.PRODUCTION, Department.SYSTEM), sensitive=("content",))
def import_schedule(*, by: Person, filename: Name, content: Message) -> Rescheduling:
    """Take in a line system's schedule (B2MML 7, JSON or CSV): what differs from the schedule in force becomes a proposal."""
    number, wishes = line_messages.asked_by(content)
    scene = scenes.scene_of(wishes, now())
    refuse_if(moving.reasons_not_to_move(scene))
    reason = f"{filename}: {number}"
    return proposals.propose(scene, Rescheduling.Origin.LINE, reason, by, source=number[:200])
