"""What others ask planning: is there room for an order, what plan has it, who does what next, how full is the floor."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from takt.conduct.canonical import plain
from takt.conduct.refusals import Refused
from takt.conduct.statements import answers
from takt.factory.minutes import from_minutes, to_minutes
from takt.orders.models import Order
from takt.planning.drafting import Draft, draft, due_of, end_of_day, plant_zone
from takt.planning.models import Operation, Plan
from takt.planning.states import OperationState, PlanState
from takt.planning.translation import WeekLoad

TO_DO = (OperationState.WAITING, OperationState.RUNNING, OperationState.PAUSED)
IN_FORCE = (PlanState.ADOPTED, PlanState.RELEASED)


@dataclass(frozen=True, slots=True)
class Study:
    """Whether an order can be made in time (III.2.2).

    `load`: per work centre and week the open minutes, those taken, and those taken with the order.
    `shortages`: items neither there nor on their way, with the date on which they could be.
    `earliest_date`: the day on which the order could be ready, placed after everything adopted; None: it cannot be made.
    `feasible`: it could be ready by its promised (else requested) date. `obstacles`: why it cannot be made at all."""

    load: list[dict[str, Any]]
    shortages: list[dict[str, Any]]
    earliest_date: date | None
    feasible: bool
    obstacles: list[dict[str, Any]] = field(default_factory=list)


def feasibility(order: Order) -> Study:
    """Place the order on the floor as it stands, without keeping anything."""
    try:
        drafted = draft(order)
    except Refused as refused:
        return Study([], [], None, False, [r.as_dict() for r in refused.refusals])
    ready = (drafted.finishes_at - timedelta(minutes=1)).astimezone(plant_zone()).date()
    return Study(_load(drafted), plain(list(drafted.shortages)), ready, ready <= due_of(order))


def _load(drafted: Draft) -> list[dict[str, Any]]:
    if drafted.scene is None:
        return []
    weeks = drafted.scene.weeks(_mondays(drafted.now, drafted.finishes_at))
    codes = drafted.scene.floor.codes
    return [_week(codes[w.work_center_id], w) for w in weeks]


def _mondays(first: datetime, last: datetime) -> list[int]:
    """The midnights at which the weeks from `first` to `last` begin, in minutes, and the one that ends them."""
    day = first.astimezone(plant_zone()).date()
    edges = [end_of_day(day - timedelta(days=day.weekday() + 1))]
    while edges[-1] < last or len(edges) < 2:
        edges.append(edges[-1] + timedelta(days=7))
    return [to_minutes(edge) for edge in edges]


def _week(code: str, week: WeekLoad) -> dict[str, Any]:
    begins = from_minutes(week.begins).astimezone(plant_zone()).date()
    year, number, _ = begins.isocalendar()
    return {
        "work_center": code,
        "week": f"{year}-W{number:02d}",
        "begins": begins.isoformat(),
        "open_minutes": week.open_minutes,
        "taken_minutes": week.taken_minutes,
        "with_order_minutes": week.with_order_minutes,
    }


def plan_of(order: Order) -> Plan | None:
    """The plan in force of an order, else its newest proposal; None without either."""
    plans = order.plans.exclude(state=PlanState.DROPPED).select_related("order_version", "proposed_by")
    return plans.filter(state__in=IN_FORCE).first() or plans.order_by("-proposed_at").first()


def operations_of(plan: Plan) -> QuerySet[Operation]:
    """A plan's operations in the order of their times."""
    rows = Operation.objects.filter(job__plan=plan).select_related(
        "job__item", "machine", "person", "work_center", "skill"
    )
    return rows.order_by("planned_start", "number")


def dispatch_list(
    *, work_center: UUID | None = None, machine: UUID | None = None, person: UUID | None = None
) -> QuerySet[Operation]:
    """What is to be done next at a work centre, on a machine or by a person: released, not done, earliest first."""
    asked = {"work_center": work_center, "machine": machine, "person": person}
    rows = Operation.objects.filter(
        slot__isnull=False,
        state__in=TO_DO,
        job__plan__state=PlanState.RELEASED,
        **{n: v for n, v in asked.items() if v},
    )
    return rows.select_related("job__item", "order", "machine", "person", "work_center", "skill").order_by(
        "planned_start", "id"
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """An operation in its job: what the job makes of what unit, whether the operation is the job's last, and the good
    parts that the one before it handed on (None: it is the first)."""

    quantity: Decimal
    unit: str
    decimals: int
    last: bool
    handed_on: Decimal | None


_STANDING = """
select j.quantity, u.code, u.decimals,
  not exists (select from planning_operation l where l.job_id = j.id and l.sequence > %(sequence)s),
  (select b.good_quantity from planning_operation b where b.job_id = j.id and b.sequence < %(sequence)s
    order by b.sequence desc limit 1)
from planning_job j join factory_item i on i.id = j.item_id join factory_unit u on u.id = i.unit_id where j.id = %(job)s
"""


def standing(operation: Operation) -> Standing:
    """Where an operation stands in its job, in one query."""
    [found] = answers(_STANDING, {"job": operation.job_id, "sequence": operation.sequence})
    return Standing(*found)


def late_operations(now: datetime) -> QuerySet[Operation]:
    """Operations in force that should have ended by now and have not."""
    rows = Operation.objects.filter(slot__isnull=False, planned_end__lt=now).exclude(
        state=OperationState.DONE
    )
    return rows.select_related("order", "machine", "work_center").order_by("planned_end")


def load(work_centers: Sequence[UUID], start: datetime, end: datetime) -> dict[UUID, int]:
    """Minutes of work in force per work centre that begin within [start, end)."""
    rows = Operation.objects.filter(
        slot__isnull=False, work_center__in=work_centers, planned_start__gte=start, planned_start__lt=end
    )
    found: dict[UUID, int] = dict.fromkeys(work_centers, 0)
    for center, minutes in rows.values_list("work_center_id", F("duration_minutes")):
        found[center] += minutes
    return found
