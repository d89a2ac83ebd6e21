"""VI.1: a token ends before its time."""

from takt.conduct.action import action
from takt.conduct.actors import INTERNAL, ActorKind, Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse
from takt.departments.models import ApiToken, Person
from takt.departments.refusals import NotYoursToRevoke, RevokedAlready


@action("VI.1", by=(*INTERNAL, Department.CUSTOMER, Department.SYSTEM))
def revoke_token(person: Person, *, by: Person, token: ApiToken) -> None:
    """The person or an administrator revokes a token; it stops at once."""
    actor = Person.objects.get(pk=by.pk)
    stands_above = actor.kind == ActorKind.SYSTEM or Department.ADMINISTRATION in actor.departments
    if token.person_id != person.pk or (actor.pk != person.pk and not stands_above):
        raise refuse(NotYoursToRevoke(owner=person.login))
    fresh = ApiToken.objects.select_for_update(no_key=True).get(pk=token.pk)
    if fresh.revoked_at is not None:
        raise refuse(RevokedAlready(revoked_at=fresh.revoked_at.isoformat(timespec="minutes")))
    fresh.revoked_at = now()
    fresh.save()
