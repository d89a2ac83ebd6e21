"""What others ask the factory: structures, rates, machines, open minutes, qualified people. Bulk, never per row."""

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Q

from takt.conduct.refusals import refuse
from takt.conduct.statements import answers
from takt.departments.models import Qualification
from takt.factory.facts import (
    BillFacts,
    BillLineFacts,
    ItemFacts,
    MachineFacts,
    OperationFacts,
    QualifiedPerson,
    RateFacts,
    RouteFacts,
    Structure,
    TermsFacts,
)
from takt.factory.models import CalendarException, Machine, Shift
from takt.factory.refusals import BillCycle
from takt.factory.trees import Cycle, from_top
from takt.factory.worktime import Span, WorkingTimes, open_spans

# A bought item ends its branch, whatever bill it may have. `union` ends even where the data hold a cycle.
# With each bought item its best terms: soonest, then cheapest.
_ITEMS = """
with recursive reach(id) as (
  select unnest(%s::uuid[])
  union
  select l.component_id from reach
  join factory_item i on i.id = reach.id and i.sourcing = 'make'
  join factory_bill b on b.item_id = i.id and b.state = 'released'
  join factory_billline l on l.bill_id = b.id
)
select i.id, i.number, i.name, i.name_en, i.sourcing, u.code, u.decimals, i.standard_cost, i.currency, i.lead_time_days,
  i.retired_at is not null, t.*
from reach join factory_item i on i.id = reach.id join factory_unit u on u.id = i.unit_id
left join lateral (
  select t.supplier_id, s.number, t.lead_time_days, t.price, t.currency, t.least_quantity
  from factory_supplieritem t join factory_supplier s on s.id = t.supplier_id and s.retired_at is null
  where t.item_id = i.id and i.sourcing <> 'make' order by t.lead_time_days, t.price, t.supplier_id limit 1
) t on true
order by i.number
"""
_ITEM_COLUMNS = 11
# Bills and routes by one question: a row holds a line (and nothing of an operation) or an operation (and nothing of a line).
_STANDARDS = """
select b.item_id, b.id, b.number, l.position, l.component_id, l.quantity_per, l.scrap_share,
  null::uuid, null::int, null, null, null::uuid, null::numeric, null::numeric, null::uuid, null::bool, null, null::numeric
from factory_bill b join factory_billline l on l.bill_id = b.id where b.item_id = any(%(made)s) and b.state = 'released'
union all
select r.item_id, r.id, r.number, null, null, null, null, o.id, o.sequence, o.name, o.name_en, o.work_center_id,
  o.setup_minutes, o.run_minutes_per_unit, o.skill_id, o.inspection, o.instructions, o.subcontract_cost
from factory_route r join factory_routeoperation o on o.route_id = r.id where r.item_id = any(%(made)s) and r.state = 'released'
order by 2, 4, 9
"""
_HEAD, _LINE = slice(0, 3), slice(3, 7)
_OPERATION = slice(7, None)
_RATES = """
select distinct on (work_center_id) work_center_id, valid_from, labour_per_hour, machine_per_hour, overhead_share, currency
from factory_costrate where work_center_id = any(%s) and valid_from <= %s order by work_center_id, valid_from desc
"""
_CALENDARS = "select id, head, time_zone from factory_calendar where id = any(%s)"
_KEPT_CALENDARS = 500
_calendars: OrderedDict[bytes, WorkingTimes] = (
    OrderedDict()
)  # by the head of the calendar's chain: its content's proof


def released_structure(item_ids: Iterable[UUID]) -> Structure:
    """The items with their released bills, routes and best terms, down to the materials, in two queries.

    Refused: BillCycle, with the path by item numbers.
    """
    roots = list(dict.fromkeys(item_ids))
    found = answers(_ITEMS, (roots,))
    items = {row[0]: ItemFacts(*row[:_ITEM_COLUMNS]) for row in found}
    terms = {row[0]: TermsFacts(*row[_ITEM_COLUMNS:]) for row in found if row[_ITEM_COLUMNS] is not None}
    made = [item.id for item in items.values() if item.sourcing == "make"]
    standards = answers(_STANDARDS, {"made": made})
    bills = {
        item: BillFacts(head[0], head[1], tuple(BillLineFacts(*line) for line in lines))
        for item, head, lines in _grouped((r for r in standards if r[3] is not None), _LINE)
    }
    routes = {
        item: RouteFacts(head[0], head[1], tuple(OperationFacts(*o) for o in operations))
        for item, head, operations in _grouped((r for r in standards if r[3] is None), _OPERATION)
    }
    below = {item: [line.component_id for line in bill.lines] for item, bill in bills.items()}
    try:
        order = from_top([i for i in roots if i in items], below)
    except Cycle as cycle:
        raise refuse(BillCycle(path=" > ".join(items[node].number for node in cycle.path))) from cycle
    return Structure(items, bills, routes, terms, tuple(order))


def _grouped(
    rows: Iterable[tuple[Any, ...]], part: slice
) -> Iterable[tuple[UUID, tuple[Any, ...], list[tuple[Any, ...]]]]:
    """(item, head, lines) from rows that begin with (item, id, number); of each row `part` is its line."""
    groups: dict[tuple[Any, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        groups[row[_HEAD]].append(row[part])
    return [(head[0], head[1:], lines) for head, lines in groups.items()]


def cost_rates(work_center_ids: Collection[UUID], on: date) -> dict[UUID, RateFacts]:
    """The rate of each work centre that is valid on a date; without a key: none is."""
    return {row[0]: RateFacts(*row) for row in answers(_RATES, (list(work_center_ids), on))}


def machines_of(work_center_ids: Collection[UUID]) -> dict[UUID, list[MachineFacts]]:
    """The machines in use of each work centre, by lane; a work centre without machines has an empty list."""
    found: dict[UUID, list[MachineFacts]] = {center: [] for center in work_center_ids}
    rows = Machine.objects.filter(work_center__in=work_center_ids, retired_at__isnull=True).order_by("lane")
    for row in rows.values_list("id", "code", "name", "work_center_id", "work_center__calendar_id", "lane"):
        found[row[3]].append(MachineFacts(*row))
    return found


def qualified_people(skill_ids: Collection[UUID], at: datetime) -> dict[UUID, list[QualifiedPerson]]:
    """Who has each skill at a time, by name; a skill that nobody has is there with an empty list."""
    found: dict[UUID, list[QualifiedPerson]] = {skill: [] for skill in skill_ids}
    rows = Qualification.objects.filter(
        Q(until__isnull=True) | Q(until__gt=at), skill__in=skill_ids, since__lte=at
    )
    rows = rows.filter(person__retired_at__isnull=True).order_by("person__name", "person_id")
    for skill, person, name in rows.values_list("skill_id", "person_id", "person__name").distinct():
        found[skill].append(QualifiedPerson(person, name))
    return found


def open_minutes(calendar_ids: Collection[UUID], start: datetime, end: datetime) -> dict[UUID, list[Span]]:
    """The open spans of each calendar within [start, end), in minutes since EPOCH, merged and sorted."""
    return {key: open_spans(times, start, end) for key, times in working_times(calendar_ids).items()}


def working_times(calendar_ids: Collection[UUID]) -> dict[UUID, WorkingTimes]:
    """Calendars as plain facts: one query when this process knows them as they are now, else three."""
    rows = answers(_CALENDARS, (list(calendar_ids),))
    return times_of({key: (head, zone) for key, head, zone in rows})


def times_of(calendars: Mapping[UUID, tuple[bytes, str]]) -> dict[UUID, WorkingTimes]:
    """The same for calendars whose chain heads and zones were just read: no query, else two."""
    missing = {key: zone for key, (head, zone) in calendars.items() if bytes(head) not in _calendars}
    fresh = _read_times(missing) if missing else {}
    result = {
        key: fresh[key] if key in fresh else _calendars[bytes(head)] for key, (head, _) in calendars.items()
    }
    for key, times in fresh.items():
        if head := bytes(calendars[key][0]):
            _calendars[head] = times
    while len(_calendars) > _KEPT_CALENDARS:
        _calendars.popitem(last=False)
    return result


def _read_times(zones: Mapping[UUID, str]) -> dict[UUID, WorkingTimes]:
    shifts: dict[UUID, list[tuple[int, time, time]]] = defaultdict(list)
    exceptions: dict[UUID, list[tuple[date, time | None, time | None]]] = defaultdict(list)
    weekly = Shift.objects.filter(calendar__in=zones)
    for key, weekday, start, end in weekly.values_list("calendar_id", "weekday", "start", "end"):
        shifts[key].append((weekday, start, end))
    dated = CalendarException.objects.filter(calendar__in=zones)
    for key, day, begins, ends in dated.values_list("calendar_id", "date", "start", "end"):
        exceptions[key].append((day, begins, ends))
    return {
        key: WorkingTimes(zone, tuple(shifts[key]), tuple(exceptions[key])) for key, zone in zones.items()
    }
