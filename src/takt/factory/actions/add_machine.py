"""III.4.1: a machine or manual station."""

from django.db import connection
from django.db.models import Max

from takt.conduct.action import action
from takt.conduct.shapes import Code, Name
from takt.departments.models import Person
from takt.factory.keepers import KEEPERS
from takt.factory.models import Machine, WorkCenter


@action("III.4.1", by=KEEPERS)
def add_machine(*, by: Person, code: Code, name: Name, work_center: WorkCenter) -> Machine:
    """Add a machine or manual station to a work centre; it gets the next free lane of the plan."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('factory.lane', 7))")
    last = Machine.objects.aggregate(last=Max("lane"))["last"] or 0
    return Machine.objects.create(code=code, name=name, work_center=work_center, lane=last + 1)
