"""Answers the door's two questions: may this person do this now, and did they do what excludes it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from takt.conduct.action import Action
from takt.conduct.actors import Actor, ActorKind, Department
from takt.conduct.authority import Grant
from takt.conduct.refusals import ConflictingDuty, NotSignedIn, NotYourDepartment, Refusal, refuse

_DELEGATED = """
select d.department, d.giver_id from departments_delegation d join departments_person g on g.id = d.giver_id
where d.taker_id = %s and d.department = any(%s) and d.since <= now() and d.until > now()
  and d.revoked_at is null and g.retired_at is null and d.department = any(g.departments)
order by d.since, d.id limit 1
"""

# One look: the matrix joined with what these people already did on this case, in either direction,
# in person or through a delegate.
_CONFLICTS = """
select distinct e.action, p.name from departments_segregationrule r
join conduct_journalentry e on e.case_id = %s
  and e.action = case when r.first = %s then r.second else r.first end
  and (e.actor_id = any(%s) or e.on_behalf_of_id = any(%s))
join departments_person p on p.id = e.actor_id
where (r.first = %s or r.second = %s) and r.retired_at is null
"""


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    departments: Sequence[str]
    company: UUID | None


class PeopleAuthority:
    """Rights as the rows say at this moment, inside the transaction."""

    def grant(self, actor: Actor, action: Action[Any, Any]) -> Grant:
        """The actor's own department first, then a delegation that is open now."""
        row = _person(actor.id)
        if row.kind == ActorKind.SYSTEM:
            serves: Sequence[str] = (Department.SYSTEM,)
        elif row.kind == ActorKind.CUSTOMER:
            serves = (Department.CUSTOMER,)
        else:
            serves = row.departments
        own = next((d for d in action.departments if d in serves), None)
        if own is not None:
            return Grant(actor.id, own, row.company)
        delegated = _delegated(actor.id, action) if row.kind == ActorKind.EMPLOYEE else None
        if delegated is None:
            raise refuse(
                NotYourDepartment(
                    action=action.name,
                    needs=_names(action.departments),
                    yours=_names(serves) or str(_("no department")),
                )
            )
        return Grant(actor.id, Department(delegated[0]), row.company, delegated[1])

    def conflicts(self, grant: Grant, action: Action[Any, Any], case_id: UUID) -> Sequence[Refusal]:
        """Every earlier deed on this case that the matrix sets against this one."""
        people = grant.people
        with connection.cursor() as cursor:
            cursor.execute(_CONFLICTS, (case_id, action.name, people, people, action.name, action.name))
            rows = cursor.fetchall()
        return [ConflictingDuty(person=name, earlier=earlier, action=action.name) for earlier, name in rows]


def _person(actor_id: UUID) -> _Row:
    with connection.cursor() as cursor:
        cursor.execute(
            "select kind, departments, company from departments_person where id = %s and retired_at is null",
            (actor_id,),
        )
        row = cursor.fetchone()
    if row is None:
        raise refuse(NotSignedIn())
    return _Row(*row)


def _delegated(actor_id: UUID, action: Action[Any, Any]) -> tuple[str, UUID] | None:
    with connection.cursor() as cursor:
        cursor.execute(_DELEGATED, (actor_id, [d.value for d in action.departments]))
        found: tuple[str, UUID] | None = cursor.fetchone()
    return found


def _names(departments: Sequence[str]) -> str:
    return ", ".join(str(Department(d).label) for d in departments)
