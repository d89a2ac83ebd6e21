"""What a scanner read: the number of an operation, a job, an order, or the code of a machine."""

from django.db.models import Q

from takt.conduct.narrowing import is_printable
from takt.departments.models import Person
from takt.planning.models import Operation
from takt.web.pages.production.dispatch import to_do

LONGEST = 80


def scanned(text: str, reader: Person) -> Operation | None:
    """The operation meant: its own number, or the next of a job, a machine, an order."""
    code = text.strip()
    if not code or len(code) > LONGEST or not is_printable(code):
        return None
    rows = to_do(reader)
    for meant in (
        Q(number__iexact=code),
        Q(job__number__iexact=code),
        Q(machine__code__iexact=code),
        Q(order__number__iexact=code),
    ):
        found = sorted(rows.filter(meant)[:50], key=lambda o: standing_in(o, reader)[1:])
        if found:
            return found[0]
    return None


def standing_in(operation: Operation, reader: Person) -> tuple[bool, int, object]:
    """What an operator takes up first: their own work, what runs, what was begun, then by the plan."""
    rank = {"running": 0, "paused": 1}.get(operation.state, 2)
    return operation.person_id not in (reader.pk, None), rank, operation.planned_start
