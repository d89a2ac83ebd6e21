"""The floor as it stands: machines, qualified people, calendars, and the spans that plans in force have taken."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from takt.conduct.statements import answers
from takt.factory import reads as factory
from takt.factory.facts import MachineFacts, QualifiedPerson
from takt.factory.worktime import Span, WorkingTimes
from takt.planning.models import LANE_MINUTES

# The spans in force are read from the slots (a lane's offset is a multiple of LANE_MINUTES, so it falls off).
# Finished operations have given their slots up: the partial indexes hold only what is still to be done.
_SPANS = """
array(select array[mod(lower(o.slot), %(lane)s), mod(upper(o.slot), %(lane)s)] from planning_operation o
  where o.{column} = {owner} and o.slot is not null and not isempty(o.slot) and o.planned_end > %(now)s)
"""
# Machines by lane, then people by name: a person has no calendar.
_FLOOR = f"""
select m.id, m.code, m.name, m.work_center_id, w.calendar_id, m.lane, w.code, c.head, c.time_zone, {_SPANS.format(column="machine_id", owner="m.id")}
from factory_machine m join factory_workcenter w on w.id = m.work_center_id join factory_calendar c on c.id = w.calendar_id
where m.work_center_id = any(%(work_centers)s) and m.retired_at is null
union all
select p.id, '', p.name, q.skill_id, null, null, '', null, '', {_SPANS.format(column="person_id", owner="p.id")}
from (select distinct skill_id, person_id from departments_qualification
  where skill_id = any(%(skills)s) and since <= %(now)s and (until is null or until > %(now)s)) q
join departments_person p on p.id = q.person_id and p.retired_at is null order by 6, 3, 1
"""  # noqa: S608  # two texts of this file joined


@dataclass(frozen=True, slots=True)
class Floor:
    """Machines by work centre, people by skill, calendars; `taken` spans (minutes) by machine or person id;
    the work centres' codes."""

    machines: dict[UUID, list[MachineFacts]]
    people: dict[UUID, list[QualifiedPerson]]
    calendars: dict[UUID, WorkingTimes]
    taken: dict[UUID, list[Span]]
    codes: dict[UUID, str] = field(default_factory=dict)


def look_at(work_centers: Collection[UUID], skills: Collection[UUID], now: datetime) -> Floor:
    """The floor of these work centres and skills from now on, in one query however much was made before."""
    machines: dict[UUID, list[MachineFacts]] = {center: [] for center in work_centers}
    people: dict[UUID, list[QualifiedPerson]] = {skill: [] for skill in skills}
    taken: dict[UUID, list[Span]] = {}
    codes: dict[UUID, str] = {}
    heads: dict[UUID, tuple[bytes, str]] = {}
    asked = {
        "work_centers": list(work_centers), "skills": list(skills), "now": now, "lane": LANE_MINUTES,
    }  # fmt: skip
    for one, own_code, name, of, calendar, lane, code, head, zone, spans in answers(_FLOOR, asked):
        taken[one] = [(start, end) for start, end in spans]
        if calendar is None:
            people[of].append(QualifiedPerson(one, name))
            continue
        machines[of].append(MachineFacts(one, own_code, name, of, calendar, lane))
        codes[of] = code
        heads[calendar] = head, zone
    return Floor(machines, people, factory.times_of(heads), taken, codes)
