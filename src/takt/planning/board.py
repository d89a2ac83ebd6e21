"""The scheduling board (III.3.3): the machines with their open hours and the schedule in force on them, as columns of numbers.

Times are whole minutes since 2020-01-01T00:00Z (factory/minutes.py); a row is named by its place in its own list."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from takt.conduct.statements import answers
from takt.factory import reads as factory
from takt.factory.minutes import to_minutes, to_minutes_up
from takt.factory.worktime import open_spans
from takt.planning.board_columns import Places, in_columns, operations_within
from takt.planning.scenes import frozen_until

MOST_OPERATIONS = 50_000
MOST_COMPARED = 20
"""So many reschedulings that nobody has decided on, the newest."""
BACK, AHEAD = timedelta(days=31), timedelta(days=184)
LONGEST = timedelta(days=400)

_MACHINES = """
select uuid_send(m.id), m.code, m.name, w.code, w.name, w.name_en, w.calendar_id, c.head, c.time_zone
from factory_machine m join factory_workcenter w on w.id = m.work_center_id join factory_calendar c on c.id = w.calendar_id
where m.retired_at is null or exists (
  select from planning_operation o where o.machine_id = m.id and o.slot is not null and o.planned_end > %s)
order by w.code, m.code
"""
_WANTED = """
select r.number, o.number, uuid_send(l.machine_id), l.start, l."end"
from (select id, number, proposed_at from planning_rescheduling where state = 'proposed' order by proposed_at desc limit %s) r
join planning_relocation l on l.rescheduling_id = r.id join planning_operation o on o.id = l.operation_id
order by r.proposed_at desc, r.number, l.start
"""


def board(now: datetime, since: datetime, until: datetime) -> dict[str, Any]:
    """Everything that takes time in [since, until), as plain values: four queries, two more when calendars changed."""
    machines, found = _machines(since, until)
    rows = operations_within(since, until, MOST_OPERATIONS)
    operations = in_columns(rows, machines)
    return {
        "now": to_minutes(now),
        "since": to_minutes_up(since),
        "until": to_minutes(until),
        "frozen_until": to_minutes_up(frozen_until(now)),
        "is_cut": len(rows) == MOST_OPERATIONS,
        **found,
        **operations,
        "reschedulings": _wanted(operations["operations"]["number"], machines),
    }


def _machines(since: datetime, until: datetime) -> tuple[dict[bytes, int], dict[str, Any]]:
    """The place of each machine; the machines, their work centres, and each calendar's open spans, start and end in turn."""
    rows = answers(_MACHINES, (since,))
    centers, calendars = Places(), Places()
    heads: dict[UUID, tuple[bytes, str]] = {}
    machines = []
    for _id, code, name, center, center_name, center_name_en, calendar, head, zone in rows:
        heads[calendar] = head, zone
        place = centers.of(center, [center, center_name, center_name_en])
        machines.append([code, name, place, calendars.of(calendar)])
    times = factory.times_of(heads)
    spans = [[edge for span in open_spans(times[c], since, until) for edge in span] for c in calendars.rows]
    found = {"work_centers": centers.rows, "machines": machines, "calendars": spans}
    return {row[0]: at for at, row in enumerate(rows)}, found


def _wanted(numbers: Sequence[str], machines: dict[bytes, int]) -> list[dict[str, Any]]:
    """Where the reschedulings that wait for a decision want the operations shown: place, machine, start and end in turn."""
    places = {number: at for at, number in enumerate(numbers)}
    found: dict[str, list[int]] = {}
    for number, operation, machine, start, end in answers(_WANTED, (MOST_COMPARED,)):
        moves = found.setdefault(number, [])
        if operation in places and machine in machines:
            moves += (places[operation], machines[machine], to_minutes(start), to_minutes_up(end))
    return [{"number": number, "moves": moves} for number, moves in found.items()]


def window(now: datetime, since: datetime | None, until: datetime | None) -> tuple[datetime, datetime]:
    """What is looked at where nothing else is said: from a month back to half a year ahead."""
    start = since or min(now, until or now) - BACK
    return start, until or max(now, start) + AHEAD
