"""VI.1: a person leaves the company. Nobody is deleted, so that no entry loses its author."""

from django.db.models import Q

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Text
from takt.departments import duties, rules
from takt.departments.actions.revoke_delegation import revoke_delegation
from takt.departments.models import Delegation, Person
from takt.departments.signals import sign_in_taken_away


@action("VI.1", by=(Department.ADMINISTRATION, Department.SYSTEM))
def retire(person: Person, *, by: Person, reason: Text = "") -> None:
    """A person leaves: duties end, tokens and delegations are revoked, nobody signs in as them again."""
    refuse_if(rules.reasons_against_person(person))
    duties.keep_an_administrator(person, *person.departments)
    for duty in person.duties.filter(until__isnull=True):
        duties.end(duty, reason)
    duties.sum_up(person)
    for token in person.tokens.filter(revoked_at__isnull=True):
        token.revoked_at = now()
        token.save()
    in_force = Delegation.objects.filter(
        Q(giver=person) | Q(taker=person), revoked_at__isnull=True, until__gt=now()
    )
    for delegation in in_force.order_by("id"):
        revoke_delegation(delegation, by=by)
    person.retired_at = now()
    person.retired_because = reason
    sign_in_taken_away.send(sender=Person, person=person)
