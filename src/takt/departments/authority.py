"""Answers the door's two questions: may this person do this now, and did they do what excludes it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from takt.conduct.action import Action
from takt.conduct.actors import Actor, ActorKind, Department
from takt.conduct.authority import Grant
from takt.conduct.refusals import ConflictingDuty, NotSignedIn, NotYourDepartment, Refusal, refuse

_PERSON = """
select p.kind, p.departments, p.company, exists (
  select from departments_segregationrule r where r.retired_at is null and (r.first = %(action)s or r.second = %(action)s))
from departments_person p where p.id = %(actor)s and p.retired_at is null
"""

# Open at this moment, and given by somebody who still serves in the department themselves.
_DELEGATED = """
select d.department, d.giver_id from departments_delegation d join departments_person g on g.id = d.giver_id
where d.taker_id = %(taker)s and d.department = any(%(departments)s) and d.since <= %(at)s and d.until > %(at)s
  and d.revoked_at is null and g.retired_at is null and d.department = any(g.departments)
order by d.since, d.id limit 1
"""

# Two deeds of one human on one case, at the same moment and on different rows, wait for each other:
# otherwise neither would see the other. People never wait for other people here.
_ONE_AFTER_THE_OTHER = "select pg_advisory_xact_lock(hashtextextended(k, 19)) from unnest(%s::text[]) with ordinality u(k, n) order by n"

# One look: the matrix joined with what these people already did on this case, in either direction,
# in person or through a delegate.
_CONFLICTS = """
select distinct e.action, p.name from departments_segregationrule r
join conduct_journalentry e on e.case_id = %(case)s
  and e.action = case when r.first = %(action)s then r.second else r.first end
  and (e.actor_id = any(%(people)s) or e.on_behalf_of_id = any(%(people)s))
join departments_person p on p.id = e.actor_id
where (r.first = %(action)s or r.second = %(action)s) and r.retired_at is null
order by 1, 2
"""


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    departments: Sequence[str]
    company: UUID | None
    watched: bool

    @property
    def serves(self) -> Sequence[str]:
        """The parties for which the person may act in their own name."""
        if self.kind == ActorKind.EMPLOYEE:
            return self.departments
        return (Department.CUSTOMER if self.kind == ActorKind.CUSTOMER else Department.SYSTEM,)


class PeopleAuthority:
    """Rights as the rows say at this moment, inside the transaction."""

    def grant(self, actor: Actor, action: Action[Any, Any]) -> Grant:
        """The actor's own department first, then a delegation that is open now."""
        row = _person(actor.id, action)
        own = next((d for d in action.departments if d in row.serves), None)
        if own is not None:
            return Grant(actor.id, own, row.company, None, row.watched)
        delegated = _delegated(actor.id, action) if row.kind == ActorKind.EMPLOYEE else None
        if delegated is None:
            yours = _names(row.serves) or str(_("no department"))
            raise refuse(NotYourDepartment(action=action.name, needs=_names(action.departments), yours=yours))
        return Grant(actor.id, Department(delegated[0]), row.company, delegated[1], row.watched)

    def conflicts(self, grant: Grant, action: Action[Any, Any], case_id: UUID) -> Sequence[Refusal]:
        """Every earlier deed on this case that the matrix sets against this one."""
        if not grant.watched:
            return []
        with connection.cursor() as cursor:
            cursor.execute(_ONE_AFTER_THE_OTHER, (sorted(f"{case_id} {person}" for person in grant.people),))
            cursor.execute(_CONFLICTS, {"case": case_id, "action": action.name, "people": grant.people})
            rows = cursor.fetchall()
        return [ConflictingDuty(person=name, earlier=earlier, action=action.name) for earlier, name in rows]


def _person(actor_id: UUID, action: Action[Any, Any]) -> _Row:
    with connection.cursor() as cursor:
        cursor.execute(_PERSON, {"actor": actor_id, "action": action.name})
        row = cursor.fetchone()
    if row is None:
        raise refuse(NotSignedIn())
    return _Row(*row)


def _delegated(actor_id: UUID, action: Action[Any, Any]) -> tuple[str, UUID] | None:
    with connection.cursor() as cursor:
        departments = [d.value for d in action.departments]
        cursor.execute(_DELEGATED, {"taker": actor_id, "departments": departments, "at": datetime.now(UTC)})
        found: tuple[str, UUID] | None = cursor.fetchone()
    return found


def _names(departments: Sequence[str]) -> str:
    return ", ".join(str(Department(d).label) for d in departments)
