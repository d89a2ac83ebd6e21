"""VI.2: the head of management says which two deeds one person may never do on one order.

Not the administration: who can appoint people must not also be able to lift what keeps them apart.
"""

from takt.conduct.action import ACTIONS, action
from takt.conduct.actors import Department
from takt.conduct.discover import discover
from takt.conduct.refusals import Refusal, Taken, refuse_if
from takt.conduct.shapes import Name, Reason
from takt.departments.heads import reasons_unless_head
from takt.departments.models import Person, SegregationRule
from takt.departments.refusals import NoSuchAction, SameAction


@action("VI.2", by=Department.MANAGEMENT)
def separate(*, by: Person, first: Name, second: Name, reason: Reason) -> SegregationRule:
    """The head of management rules that one person may never do both actions on one order."""
    first, second = sorted((first, second))
    refuse_if(
        [
            *reasons_unless_head(by, Department.MANAGEMENT, "departments.separate"),
            *_reasons_against_pair(first, second),
        ]
    )
    return SegregationRule.objects.create(first=first, second=second, reason=reason)


def _reasons_against_pair(first: str, second: str) -> list[Refusal]:
    discover()
    found: list[Refusal] = [
        NoSuchAction(given=name, where=where)
        for where, name in (("first", first), ("second", second))
        if name not in ACTIONS
    ]
    if first == second:
        found.append(SameAction(given=first))
    if SegregationRule.objects.filter(first=first, second=second, retired_at__isnull=True).exists():
        found.append(Taken(given=f"{first}, {second}", where="first, second"))
    return found
