"""Answers the door's two questions: may this person do this now, and did they do what excludes it?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from takt.conduct import clock
from takt.conduct.action import Action
from takt.conduct.actors import Actor, ActorKind, Department
from takt.conduct.authority import Grant
from takt.conduct.refusals import ConflictingDuty, NotSignedIn, NotYourDepartment, Refusal, refuse
from takt.conduct.statements import answer, answers

_PERSON = "select p.kind, p.departments, p.company from departments_person p where p.id = %s and p.retired_at is null"

# Open at this moment, and given by somebody who still serves in the department themselves.
_DELEGATED = """
select d.department, d.giver_id from departments_delegation d join departments_person g on g.id = d.giver_id
where d.taker_id = %(taker)s and d.department = any(%(departments)s) and d.since <= %(at)s and d.until > %(at)s
  and d.revoked_at is null and g.retired_at is null and d.department = any(g.departments)
order by d.since, d.id limit 1
"""

# What these people already did on this case, in person or through a delegate, that the matrix sets against this
# action. Two deeds of one human on one case wait for each other in there (departments/migrations/0005).
_CONFLICTS = "select earlier, person from departments_conflicts(%s, %s, %s)"
_ASKED_ON_ARRIVAL = """
select p.kind, p.departments, p.company,
  array(select array[c.earlier, c.person] from departments_conflicts(s.the_case, %(action)s, array[p.id]) c) as earlier
from departments_person p where p.id = %(actor)s and p.retired_at is null
"""


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    departments: Sequence[str]
    company: UUID | None
    earlier: Sequence[tuple[str, str]] | None = None

    @property
    def serves(self) -> Sequence[str]:
        """The parties for which the person may act in their own name."""
        if self.kind == ActorKind.EMPLOYEE:
            return self.departments
        return (Department.CUSTOMER if self.kind == ActorKind.CUSTOMER else Department.SYSTEM,)


class PeopleAuthority:
    """Rights as the rows say at this moment, inside the transaction."""

    asks = _ASKED_ON_ARRIVAL

    def grant(self, actor: Actor, action: Action[Any, Any], known: dict[UUID, Any]) -> Grant:
        """The actor's own department first, then a delegation that is open now."""
        row = known.get(actor.id)
        if not isinstance(row, _Row):
            row = _person(actor.id) if row is None else _read(row)
            known[actor.id] = replace(row, earlier=None)  # true for this act alone, not for those inside it
        own = next((d for d in action.departments if d in row.serves), None)
        if own is not None:
            return Grant(actor.id, own, row.company, None, row.earlier)
        delegated = _delegated(actor.id, action) if row.kind == ActorKind.EMPLOYEE else None
        if delegated is None:
            yours = _names(row.serves) or str(_("no department"))
            raise refuse(NotYourDepartment(action=action.name, needs=_names(action.departments), yours=yours))
        return Grant(actor.id, Department(delegated[0]), row.company, delegated[1])

    def conflicts(self, grant: Grant, action: Action[Any, Any], case_id: UUID) -> Sequence[Refusal]:
        """Every earlier deed on this case that the matrix sets against this one."""
        rows = grant.earlier
        if rows is None:
            rows = answers(_CONFLICTS, (case_id, action.name, grant.people))
        return [ConflictingDuty(person=name, earlier=earlier, action=action.name) for earlier, name in rows]


def _person(actor_id: UUID) -> _Row:
    return _read(answer(_PERSON, (actor_id,)))


def _read(values: Sequence[Any] | None) -> _Row:
    if values is None or values[0] is None:
        raise refuse(NotSignedIn())
    return _Row(*values)


def _delegated(actor_id: UUID, action: Action[Any, Any]) -> tuple[str, UUID] | None:
    departments = [d.value for d in action.departments]
    return answer(_DELEGATED, {"taker": actor_id, "departments": departments, "at": clock.now()})


def _names(departments: Sequence[str]) -> str:
    return ", ".join(str(Department(d).label) for d in departments)
