"""The floor as it stands: machines, qualified people, calendars, and the spans that plans in force have taken."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection

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
_MACHINES = f"""
select m.id, m.code, m.name, m.work_center_id, w.calendar_id, m.lane, w.code, c.head, c.time_zone, {_SPANS.format(column="machine_id", owner="m.id")}
from factory_machine m join factory_workcenter w on w.id = m.work_center_id join factory_calendar c on c.id = w.calendar_id
where m.work_center_id = any(%(work_centers)s) and m.retired_at is null order by m.lane
"""  # noqa: S608  # two texts of this file joined
_PEOPLE = f"""
select q.skill_id, p.id, p.name, {_SPANS.format(column="person_id", owner="p.id")}
from (select distinct skill_id, person_id from departments_qualification
  where skill_id = any(%(skills)s) and since <= %(now)s and (until is null or until > %(now)s)) q
join departments_person p on p.id = q.person_id and p.retired_at is null order by p.name, p.id
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
    """The floor of these work centres and skills from now on, in two queries however much was made before."""
    machines: dict[UUID, list[MachineFacts]] = {center: [] for center in work_centers}
    people: dict[UUID, list[QualifiedPerson]] = {skill: [] for skill in skills}
    taken: dict[UUID, list[Span]] = {}
    codes: dict[UUID, str] = {}
    heads: dict[UUID, tuple[bytes, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_MACHINES, {"work_centers": list(work_centers), "now": now, "lane": LANE_MINUTES})
        for *facts, code, head, zone, spans in cursor.fetchall():
            machine = MachineFacts(*facts)
            codes[machine.work_center_id] = code
            heads[machine.calendar_id] = head, zone
            machines[machine.work_center_id].append(machine)
            taken[machine.id] = [(start, end) for start, end in spans]
        if skills:
            cursor.execute(_PEOPLE, {"skills": list(skills), "now": now, "lane": LANE_MINUTES})
            for skill, person, name, spans in cursor.fetchall():
                people[skill].append(QualifiedPerson(person, name))
                taken[person] = [(start, end) for start, end in spans]
    return Floor(machines, people, factory.times_of(heads), taken, codes)
