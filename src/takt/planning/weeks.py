"""How full is the floor: load of each work centre against what its machines are open, week by week (APICS load profile)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from takt.engine.intervals import Intervals
from takt.engine.load import load
from takt.engine.problem import Resource
from takt.factory.minutes import to_minutes
from takt.factory.models import WorkCenter
from takt.factory.worktime import open_spans
from takt.planning.floor import look_at
from takt.planning.models import Operation

WEEKS = 8
"""This week and the next seven."""
FULL = 0.85
"""From here on a work centre is shown as full: little room is left for what comes between."""


@dataclass(frozen=True, slots=True)
class CenterWeek:
    """A work centre in the week that begins on a Monday: minutes that its machines are open from now on, and minutes
    of them that operations in force take."""

    center: WorkCenter
    begins: date
    open_minutes: int
    taken_minutes: int

    @property
    def share(self) -> float | None:
        """Taken of open, 0 to 1 (more when work was planned before the calendar shrank); None when it is shut."""
        return self.taken_minutes / self.open_minutes if self.open_minutes else None


def weekly_load(at: datetime, weeks: int = WEEKS) -> tuple[int, list[CenterWeek]]:
    """How many machines are in use, and every work centre's weeks from the one of `at` on, by its code. Three queries."""
    centers = {w.pk: w for w in WorkCenter.objects.order_by("code")}
    edges = mondays(at, weeks)
    floor = look_at(list(centers), (), at)
    opened = {
        key: Intervals.of(open_spans(times, max(at, edges[0]), edges[-1]), "calendar")
        for key, times in floor.calendars.items()
    }
    machines = [(center, machine) for center in centers for machine in floor.machines[center]]
    if not machines:
        return 0, []
    order = list(centers)
    resources = [
        Resource(opened[m.calendar_id], Intervals.merged(floor.taken.get(m.id, []), "taken"))
        for __, m in machines
    ]
    counted = load(resources, [order.index(c) for c, __ in machines], [to_minutes(e) for e in edges])
    return len(resources), [
        CenterWeek(
            centers[key],
            timezone.localdate(edge),
            int(counted.open_minutes[row, week]),
            int(counted.occupied_minutes[row, week]),
        )
        for row, key in enumerate(order)
        if row < len(counted.open_minutes)
        for week, edge in enumerate(edges[:-1])
    ]


def mondays(at: datetime, weeks: int = WEEKS) -> list[datetime]:
    """The midnights at which the week of `at` and those after it begin, and the one that ends them; in the plant's zone."""
    here = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = here - timedelta(days=here.weekday())
    return [monday + timedelta(days=7 * week) for week in range(weeks + 1)]


def operations_in(center: WorkCenter, edges: Sequence[datetime]) -> QuerySet[Operation]:
    """The operations in force of a work centre that take time between the first edge and the last; earliest first."""
    rows = Operation.objects.filter(
        slot__isnull=False, work_center=center, planned_end__gt=edges[0], planned_start__lt=edges[-1]
    )
    return rows.select_related("order__customer", "job__item", "machine", "person").order_by(
        "planned_start", "number"
    )
