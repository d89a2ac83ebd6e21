"""Who may: asked by the door, answered by the `departments` folder, which lies above this one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from takt.conduct.actors import Actor, Department
from takt.conduct.refusals import Refusal

if TYPE_CHECKING:
    from takt.conduct.action import Action


@dataclass(frozen=True, slots=True)
class Grant:
    """The right by which an actor passes: as which department, and for whom when delegated."""

    actor_id: UUID
    department: Department
    company_id: UUID | None = None
    on_behalf_of: UUID | None = None
    earlier: Sequence[tuple[str, str]] | None = None
    """Deeds on the case that exclude this one, and who did them, where that was asked already."""

    @property
    def people(self) -> list[UUID]:
        """Everybody whose deed this is: the actor, and the one who delegated."""
        return [p for p in (self.actor_id, self.on_behalf_of) if p is not None]


class Authority(Protocol):
    """Answers the door's two questions from fresh rows, inside the transaction."""

    asks: str
    """What is read of an actor: a select that an act puts beside its locked row (conduct/arrival.py). It may name
    %(actor)s, %(action)s and s.the_case; its values are what `known` holds of the actor."""

    def grant(self, actor: Actor, action: "Action[Any, Any]", known: dict[UUID, Any]) -> Grant:
        """The right by which `actor` may do `action` now. Refused: NotSignedIn, NotYourDepartment.

        `known`: what was read of people in this act, by `asks`, kept here for the acts inside it.
        """
        ...

    def conflicts(self, grant: Grant, action: "Action[Any, Any]", case_id: UUID) -> Sequence[Refusal]:
        """Duties already done on this case that exclude this one (the segregation matrix)."""
        ...


_authority: list[Authority] = []


def appoint(authority: Authority) -> None:
    """Set who answers (called once, when the `departments` folder is ready)."""
    _authority[:] = [authority]


def authority() -> Authority:
    """Who answers."""
    return _authority[0]
