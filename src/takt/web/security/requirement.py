"""Who must have a second factor: whoever decides an order, and whoever gives others their passwords (TAKT_SECOND_FACTOR)."""

from django.conf import settings
from django.utils import timezone

from takt.conduct.action import ACTIONS
from takt.conduct.actors import ActorKind, Department
from takt.conduct.discover import discover
from takt.departments.models import Delegation, Person

# Finance and management decide with every member; elsewhere the head stands for the department's word.
EVERY_MEMBER = frozenset({Department.FINANCE, Department.MANAGEMENT, Department.ADMINISTRATION})


def deciding_departments() -> frozenset[Department]:
    """The departments whose opinion an order needs (III.2), as the actions say."""
    discover()
    opinions = [a for a in ACTIONS.values() if a.folder == "approval" and a.while_in]
    return frozenset(d for a in opinions for d in a.departments)


def must_have_one(person: Person) -> bool:
    """Whether this person may not work without a second factor."""
    rule = settings.TAKT_SECOND_FACTOR
    if rule == "off" or person.kind == ActorKind.SYSTEM:
        return False
    if rule == "everybody":
        return True
    return person.kind == ActorKind.EMPLOYEE and (_decides(person) or _stands_in(person))


def _decides(person: Person) -> bool:
    heads = deciding_departments() & set(person.head_of)
    return bool(heads or EVERY_MEMBER & set(person.departments))


def _stands_in(person: Person) -> bool:
    """Somebody of finance or management delegated to this person, now."""
    now = timezone.now()
    open_now = Delegation.objects.filter(taker=person, revoked_at__isnull=True, since__lte=now, until__gt=now)
    return open_now.filter(department__in=EVERY_MEMBER).exists()
