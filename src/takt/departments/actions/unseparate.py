"""VI.2: the head of management lifts a segregation rule; the rule stays on record."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse, refuse_if
from takt.conduct.shapes import Reason
from takt.departments.heads import reasons_unless_head
from takt.departments.models import Person, SegregationRule
from takt.departments.refusals import RevokedAlready


@action("VI.2", by=Department.MANAGEMENT)
def unseparate(rule: SegregationRule, *, by: Person, reason: Reason) -> None:
    """The head of management lifts a segregation rule from now on."""
    refuse_if(reasons_unless_head(by, Department.MANAGEMENT, "departments.unseparate"))
    if rule.retired_at is not None:
        raise refuse(RevokedAlready(revoked_at=rule.retired_at.isoformat(timespec="minutes")))
    rule.retired_at = now()
    rule.lifted_because = reason
