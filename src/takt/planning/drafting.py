"""A plan as a draft (III.3.1): an order taken apart, covered with material and placed on the floor. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from takt.conduct import clock
from takt.conduct.refusals import Refusal, refuse, refuse_if
from takt.conduct.statements import answers
from takt.departments.models import Skill
from takt.factory import reads as factory
from takt.factory.minutes import from_minutes, to_minutes, to_minutes_up
from takt.factory.models import WorkCenter
from takt.orders.models import Order
from takt.planning import floor as floors
from takt.planning.explosion import Demand, JobDraft, explode
from takt.planning.floor import Floor
from takt.planning.materials import Coverage, Shortage, cover
from takt.planning.refusals import NobodyQualified, NoMachine, NoRoom
from takt.planning.translation import Placement, Scene, Step, Unplaceable, steps_of
from takt.stock import reads as stock

# The lines of an order with the version that they are now.
_LINES = """
select v.id, l.id, l.item_id, l.quantity, l.requested_date from orders_order o
join orders_orderversion v on v.order_id = o.id and v.number = o.content_version
join orders_orderline l on l.order_id = o.id where o.id = %s order by l.position
"""

HORIZONS = (60, 240, 1100)
"""Days ahead that are looked at, one after the other, until everything finds its room."""


@dataclass(slots=True)
class Draft:
    """What a plan will say. `due`: end of the day on which the order is due; times are aware UTC."""

    content_hash: str
    order_version_id: UUID
    jobs: list[JobDraft]
    coverage: Coverage
    placements: list[Placement]
    due: datetime
    now: datetime
    scene: Scene | None = field(default=None)

    @property
    def starts_at(self) -> datetime:
        """The first operation's start; now, when there is nothing to make."""
        return from_minutes(min((p.start for p in self.placements), default=to_minutes_up(self.now)))

    @property
    def finishes_at(self) -> datetime:
        """The last operation's end, or the last arrival of bought goods."""
        ends = [from_minutes(p.end) for p in self.placements]
        arrivals = [there_on(day) for day in self.coverage.dates if day is not None]
        return max([self.starts_at, *ends, *arrivals])

    @property
    def late_minutes(self) -> int:
        """Minutes by which the order ends after its due day."""
        return max(0, to_minutes_up(self.finishes_at) - to_minutes(self.due))

    @property
    def shortages(self) -> tuple[Shortage, ...]:
        """What is neither there nor on its way."""
        return self.coverage.shortages


def draft(order: Order, now: datetime | None = None) -> Draft:
    """Plan an order around everything adopted, from now on, without writing anything.

    Refused, with every reason: NoReleasedRoute, NoMachine, NobodyQualified, NoRoom; BillCycle."""
    now = now or clock.now()
    version_id, demands = _demands(order)
    structure = factory.released_structure({d.item_id for d in demands})
    supplies = stock.available(list(structure.items))
    jobs = explode(demands, structure, {i: s.now for i, s in supplies.items()})
    coverage = cover(jobs, structure, supplies, now.astimezone(plant_zone()).date())
    there = [to_minutes_up(there_on(day)) if day else 0 for day in coverage.dates]
    steps = steps_of(jobs, to_minutes_up(now), there)
    drafted = Draft(order.content_hash, version_id, jobs, coverage, [], end_of_day(due_of(order)), now)
    if steps:
        floor = floors.look_at(
            _work_centers(jobs), {s.operation.skill_id for s in steps if s.operation.skill_id}, now
        )
        _refuse_unmanned(floor, steps)
        drafted.scene = _placed(drafted, floor, steps)
        drafted.placements = drafted.scene.placements
    return drafted


def due_of(order: Order) -> date:
    """The promised date, before there is one the requested date."""
    return order.promised_date or order.requested_date


def plant_zone() -> ZoneInfo:
    """The plant's time zone."""
    return ZoneInfo(settings.TIME_ZONE)


def end_of_day(day: date) -> datetime:
    """The midnight that ends a day in the plant's zone."""
    return datetime.combine(day + timedelta(days=1), time(), plant_zone()).astimezone(UTC)


def there_on(day: date) -> datetime:
    """Goods due on a day are counted on from the day after."""
    return end_of_day(day)


def _demands(order: Order) -> tuple[UUID, list[Demand]]:
    """The newest version's id, and what its lines ask for."""
    found = answers(_LINES, (order.pk,))
    demands = [
        Demand(line, item, quantity, order.promised_date or day) for _, line, item, quantity, day in found
    ]
    return found[0][0], demands


def _work_centers(jobs: Sequence[JobDraft]) -> list[UUID]:
    return list(dict.fromkeys(step.work_center_id for job in jobs for step in job.steps))


def _refuse_unmanned(floor: Floor, steps: Sequence[Step]) -> None:
    """Every work centre without a machine and every skill that nobody has."""
    no_machine = {
        s.operation.work_center_id: s for s in steps if not floor.machines[s.operation.work_center_id]
    }
    nobody = {skill: s for s in steps if (skill := s.operation.skill_id) and not floor.people[skill]}
    reasons: list[Refusal] = []
    if no_machine:
        codes = dict(WorkCenter.objects.filter(id__in=no_machine).values_list("id", "code"))
        reasons += [
            NoMachine(work_center=codes[i], operation=s.operation.name) for i, s in no_machine.items()
        ]
    if nobody:
        codes = dict(Skill.objects.filter(id__in=nobody).values_list("id", "code"))
        reasons += [NobodyQualified(skill=codes[i], operation=s.operation.name) for i, s in nobody.items()]
    refuse_if(reasons)


def _placed(drafted: Draft, floor: Floor, steps: Sequence[Step]) -> Scene:
    """Placed within the shortest horizon that has room for everything."""
    dues = [to_minutes(end_of_day(job.due)) for job in drafted.jobs]
    low = from_minutes(to_minutes_up(drafted.now))
    latest = max(low, *(from_minutes(s.release) for s in steps))
    for days in HORIZONS[:-1]:
        scene = Scene(drafted.jobs, steps, floor, dues, low, latest + timedelta(days=days))
        try:
            scene.place()
        except Unplaceable:
            continue
        return scene
    return _placed_at_last(drafted, floor, steps, dues, low, latest + timedelta(days=HORIZONS[-1]))


def _placed_at_last(
    drafted: Draft, floor: Floor, steps: Sequence[Step], dues: list[int], low: datetime, high: datetime
) -> Scene:
    scene = Scene(drafted.jobs, steps, floor, dues, low, high)
    try:
        scene.place()
    except Unplaceable as error:
        operation = error.step.operation
        center = WorkCenter.objects.get(pk=operation.work_center_id)
        raise refuse(
            NoRoom(operation=operation.name, work_center=center.code, until=high.date().isoformat())
        ) from error
    return scene
