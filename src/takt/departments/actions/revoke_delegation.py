"""VI.1: a delegation ends before its time."""

from takt.conduct.action import action
from takt.conduct.actors import INTERNAL, ActorKind, Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse
from takt.departments.models import Delegation, Person
from takt.departments.refusals import NotYoursToRevoke, RevokedAlready


@action("VI.1", by=(*INTERNAL, Department.SYSTEM))
def revoke_delegation(delegation: Delegation, *, by: Person) -> None:
    """The giver, the taker or an administrator ends a delegation."""
    if delegation.revoked_at is not None:
        raise refuse(RevokedAlready(revoked_at=delegation.revoked_at.isoformat(timespec="minutes")))
    actor = Person.objects.get(pk=by.pk)
    stands_above = actor.kind == ActorKind.SYSTEM or Department.ADMINISTRATION in actor.departments
    if actor.pk not in (delegation.giver_id, delegation.taker_id) and not stands_above:
        raise refuse(NotYoursToRevoke(owner=delegation.giver.login))
    delegation.revoked_at = now()
