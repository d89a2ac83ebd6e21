"""III.3.2: it is attested that a person has a skill."""

from datetime import datetime

from pydantic import AwareDatetime

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import Refusal, refuse_if
from takt.departments import rules
from takt.departments.models import Person, Qualification, Skill
from takt.departments.qualifications import in_force
from takt.departments.refusals import EndsBeforeItBegins


@action(
    "III.3.2", by=(Department.PRODUCTION, Department.QUALITY, Department.ADMINISTRATION, Department.SYSTEM)
)
def qualify(
    person: Person,
    *,
    by: Person,
    skill: Skill,
    until: AwareDatetime | None = None,
    since: AwareDatetime | None = None,
) -> None:
    """Attest that a person has a skill, from when until when; a new word replaces the one before."""
    begins = since or now()
    refuse_if(
        [
            *rules.reasons_against_employee(person),
            *rules.reasons_against_oneself(person, by, "departments.qualify"),
            *_reasons_against_period(begins, until),
        ]
    )
    for earlier in in_force(person, skill, now()):
        earlier.until = max(earlier.since, min(begins, now()))
        earlier.save()
    Qualification.objects.create(person=person, skill=skill, since=begins, until=until, attested_by_id=by.pk)


def _reasons_against_period(begins: datetime, until: datetime | None) -> list[Refusal]:
    if until is None or until > max(begins, now()):
        return []
    return [EndsBeforeItBegins(until=until.isoformat(timespec="minutes"))]
