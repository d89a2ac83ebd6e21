"""What people look at in planning: plans, jobs, operations."""

from django.utils.translation import gettext_lazy as _

from takt.conduct.resources import Resource, columns, readable
from takt.planning.models import Job, Operation, Plan, Relocation, Rescheduling, SchedulingPolicy

readable(
    Resource(
        name="plans",
        model=Plan,
        clause="III.3.1",
        columns=columns(
            number=_("plan"),
            order__number=_("order"),
            state=_("state"),
            starts_at=_("start"),
            finishes_at=_("end"),
            late_minutes=_("late by (minutes)"),
            shortages=_("shortages"),
            proposed_by__name=_("proposed by"),
            proposed_at=_("proposed at"),
        ),
        search=("number", "order__number"),
        filters=("state", "order"),
        joins=("order", "proposed_by"),
    )
)
readable(
    Resource(
        name="jobs",
        model=Job,
        clause="III.3.1",
        columns=columns(
            number=_("job"),
            order__number=_("order"),
            item__number=_("item number"),
            item__name=_("name"),
            quantity=_("quantity"),
            due_at=_("due"),
            finished_at=_("finished at"),
        ),
        search=("number", "order__number", "item__number"),
        filters=("order", "plan", "item"),
        joins=("order", "item"),
    )
)
readable(
    Resource(
        name="operations",
        model=Operation,
        clause="III.3.3",
        columns=columns(
            number=_("operation number"),
            order__number=_("order"),
            job__item__number=_("item number"),
            sequence=_("sequence"),
            name=_("operation"),
            name_en=_("English name"),
            work_center__code=_("work centre"),
            machine__code=_("machine"),
            person__name=_("person"),
            skill__code=_("skill"),
            planned_start=_("planned start"),
            planned_end=_("planned end"),
            duration_minutes=_("duration (minutes)"),
            job__quantity=_("quantity"),
            state=_("state"),
            good_quantity=_("good"),
            scrap_quantity=_("scrap"),
            inspection=_("inspection point"),
            instructions=_("instructions"),
            started_at=_("started at"),
            ended_at=_("ended at"),
        ),
        search=("number", "order__number"),
        filters=("state", "machine", "work_center", "person", "order", "job", "job__plan__state"),
        joins=("order", "job__item", "work_center", "machine", "person", "skill"),
    )
)
readable(
    Resource(
        name="reschedulings",
        model=Rescheduling,
        clause="III.3.3",
        columns=columns(
            number=_("rescheduling"),
            state=_("state"),
            origin=_("proposed by whom"),
            source=_("message"),
            reason=_("reason"),
            comparison=_("what it means"),
            proposed_by__name=_("proposed by"),
            proposed_at=_("proposed at"),
            decision_reason=_("reason of the decision"),
        ),
        search=("number", "source"),
        filters=("state", "origin"),
        joins=("proposed_by",),
    )
)
readable(
    Resource(
        name="scheduling-policies",
        model=SchedulingPolicy,
        clause="III.3.3",
        columns=columns(
            frozen_minutes=_("frozen (minutes)"),
            set_by__name=_("set by"),
            set_at=_("set at"),
        ),
        newest="-set_at",
        joins=("set_by",),
    )
)
readable(
    Resource(
        name="relocations",
        model=Relocation,
        clause="III.3.3",
        columns=columns(
            rescheduling__number=_("rescheduling"),
            operation__number=_("operation number"),
            start_before=_("starts now"),
            end_before=_("ends now"),
            start=_("would start"),
            end=_("would end"),
            machine_before__code=_("machine now"),
            machine__code=_("machine then"),
            person_before__name=_("person now"),
            person__name=_("person then"),
        ),
        filters=("rescheduling", "operation"),
        joins=("rescheduling", "operation", "machine_before", "machine", "person_before", "person"),
    )
)
