"""III.4.2 实时监控: an exception is resolved, in words."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse
from takt.conduct.shapes import Reason
from takt.departments.models import Person
from takt.production.models import ProductionException
from takt.production.refusals import AlreadyResolved


@action("III.4.2", by=(Department.PRODUCTION, Department.QUALITY))
def resolve_exception(exception: ProductionException, *, by: Person, resolution: Reason) -> None:
    """Resolve an exception and say what was done; what it blocked may go on."""
    if exception.resolved_at is not None:
        raise refuse(AlreadyResolved(number=exception.number))
    exception.resolution = resolution
    exception.resolved_by = by
    exception.resolved_at = now()
