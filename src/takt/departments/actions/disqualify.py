"""III.3.2: a person's skill no longer counts."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse
from takt.conduct.shapes import Reason
from takt.departments.models import Person, Skill
from takt.departments.qualifications import in_force
from takt.departments.refusals import NotQualified


@action(
    "III.3.2", by=(Department.PRODUCTION, Department.QUALITY, Department.ADMINISTRATION, Department.SYSTEM)
)
def disqualify(person: Person, *, by: Person, skill: Skill, reason: Reason) -> None:
    """A person's skill no longer counts, from now on."""
    found = list(in_force(person, skill, now()))
    if not found:
        raise refuse(NotQualified(person=person.login, skill=skill.code))
    for qualification in found:
        qualification.until = max(qualification.since, now())
        qualification.ended_because = reason
        qualification.save()
