"""III.4.1: a new version of the way an item is made."""

from django.db.models import Max

from takt.conduct.action import action
from takt.conduct.door import lock
from takt.conduct.refusals import refuse_if
from takt.departments.models import Person, Skill
from takt.factory import rules
from takt.factory.inputs import OperationInput
from takt.factory.keepers import KEEPERS
from takt.factory.models import Item, Route, RouteOperation, Sourcing, WorkCenter
from takt.factory.references import by_reference
from takt.factory.refusals import ItemIsRetired


@action("III.4.1", by=KEEPERS)
def draft_route(*, by: Person, item: Item, operations: list[OperationInput]) -> Route:
    """Draft a version of the way an item is made; it counts once it is released."""
    item = lock(item)  # versions of one item are numbered one after the other
    refuse_if([ItemIsRetired(item=item.number)] if item.retired_at else [])
    refuse_if(rules.route_faults(item.number, item.sourcing == Sourcing.MAKE, operations))
    centers = by_reference(WorkCenter, (o.work_center for o in operations), "work_center")
    skills = by_reference(Skill, (o.skill for o in operations if o.skill), "skill")
    last = Route.objects.filter(item=item).aggregate(last=Max("number"))["last"] or 0
    route = Route.objects.create(item=item, number=last + 1)
    RouteOperation.objects.bulk_create(
        RouteOperation(
            route=route,
            sequence=o.sequence,
            name=o.name,
            name_en=o.name_en,
            work_center=centers[o.work_center],
            setup_minutes=o.setup_minutes,
            run_minutes_per_unit=o.run_minutes_per_unit,
            skill=skills.get(o.skill),
            inspection=o.inspection,
            instructions=o.instructions,
            subcontract_cost=o.subcontract_cost,
        )
        for o in operations
    )
    return route
