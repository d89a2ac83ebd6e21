"""VI.1 委托: a person lets a colleague act for a department of theirs, in a time box."""

from pydantic import AwareDatetime

from takt.conduct.action import action
from takt.conduct.actors import INTERNAL, Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Reason
from takt.departments import rules
from takt.departments.models import Delegation, Person


@action("VI.1", by=INTERNAL)
def delegate(
    *,
    by: Person,
    taker: Person,
    department: Department,
    until: AwareDatetime,
    reason: Reason,
    since: AwareDatetime | None = None,
) -> Delegation:
    """Let a colleague act for a department in which you serve, for at most 90 days."""
    begins = max(since, now()) if since is not None else now()
    giver = Person.objects.get(pk=by.pk)
    refuse_if(
        [
            *rules.reasons_not_to_delegate(giver, Person.objects.get(pk=taker.pk), department),
            *rules.reasons_against_time_box(begins, until, now(), rules.MOST_DELEGATED_DAYS),
        ]
    )
    return Delegation.objects.create(
        giver=giver, taker=taker, department=department, since=begins, until=until, reason=reason
    )
