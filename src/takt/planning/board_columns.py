"""The operations in force as the scheduling board holds them (III.3.3): columns of numbers, what several share told once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from takt.conduct.statements import answers
from takt.factory.minutes import EPOCH, to_minutes
from takt.planning.drafting import end_of_day

COLUMNS = (
    "number", "order", "item", "name", "machine", "person", "start", "end", "minutes", "state", "sequence", "off", "after",
)  # fmt: skip
"""What is told of each operation; `off`: it holds no machine, its parts wait for inspection or rework; `after`: the places of
those that it builds on."""


def _minute(moment: str, sign: str = "") -> str:
    """The whole minutes of a moment, rounded down; of its negative with the sign."""
    return f"floor({sign}(extract(epoch from {moment}) - {int(EPOCH.timestamp())}) / 60)::int8"


# Numbers and bytes instead of times and ids: twenty thousand rows are read in half the time.
_OPERATIONS = f"""
with shown as (
  select id, number, name, name_en, machine_id, planned_start, planned_end, duration_minutes, state, sequence, isempty(slot) as off,
    job_id, order_id, person_id from planning_operation
  where slot is not null and machine_id is not null and planned_end > %(since)s and planned_start < %(until)s
  order by planned_start, id limit %(most)s
)
select o.number, o.name, o.name_en, uuid_send(o.machine_id), {_minute("o.planned_start")}, -({_minute("o.planned_end", "-")}),
  o.duration_minutes, o.state, o.sequence, o.off::int, uuid_send(o.job_id), uuid_send(j.parent_id), i.number, coalesce(p.name, ''),
  c.number, k.name, k.name_en, coalesce(c.promised_date, c.requested_date) - date '2020-01-01', e.ends
from shown o join planning_job j on j.id = o.job_id join factory_item i on i.id = j.item_id
join orders_order c on c.id = o.order_id join orders_customer k on k.id = c.customer_id
join (select order_id, -({_minute("max(planned_end)", "-")}) as ends from planning_operation where slot is not null
  and order_id in (select order_id from shown) group by order_id) e on e.order_id = o.order_id
left join departments_person p on p.id = o.person_id order by o.planned_start, o.id
"""  # noqa: S608  # names of columns


@dataclass(slots=True)
class Places:
    """Distinct values in the order in which they came, each with its place."""

    rows: list[Any] = field(default_factory=list)
    known: dict[Any, int] = field(default_factory=dict)

    def of(self, key: Any, row: Any = None) -> int:
        """The place of a key; a new one is put at the end as `row` (the key itself without one)."""
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = len(self.rows)
            self.rows.append(key if row is None else row)
        return found


def operations_within(since: datetime, until: datetime, most: int) -> list[tuple[Any, ...]]:
    """At most so many operations that take time in [since, until), the earliest first."""
    return answers(_OPERATIONS, {"since": since, "until": until, "most": most})


def in_columns(rows: Sequence[tuple[Any, ...]], machines: dict[bytes, int]) -> dict[str, Any]:
    """Rows of `operations_within` in columns, with the orders, items, names and people that they name by place."""
    orders, items, names, people = Places(), Places(), Places(), Places()
    dues: dict[int, int] = {}
    told = [_told(row, machines, (orders, items, names, people), dues) for row in rows]
    columns: dict[str, list[Any]] = {
        name: list(column)
        for name, column in zip(COLUMNS, zip(*told, strict=True) if told else [()] * 12, strict=False)
    }
    columns["after"] = _after(rows)
    return {
        "orders": orders.rows, "items": items.rows, "names": names.rows, "people": people.rows, "operations": columns,
    }  # fmt: skip


def _told(
    row: tuple[Any, ...], machines: dict[bytes, int], places: tuple[Places, ...], dues: dict[int, int]
) -> tuple[Any, ...]:
    """An operation's values, in the order of COLUMNS; what several share is put in its place."""
    orders, items, names, people = places
    (number, name, name_en, machine, start, end, minutes, state, sequence, off, _job, _parent, item, person,
     order, customer, customer_en, due, ends) = row  # fmt: skip
    if due not in dues:
        dues[due] = to_minutes(end_of_day(EPOCH.date() + timedelta(days=due)))
    return (
        number,
        orders.of(order, [order, customer, customer_en, dues[due], ends]),
        items.of(item),
        names.of((name, name_en), [name, name_en]),
        machines.get(machine, -1),
        people.of(person),
        start, end, minutes, state, sequence, off,
    )  # fmt: skip


def _after(rows: Sequence[tuple[Any, ...]]) -> list[list[int]]:
    """What each builds on: the one before it in its job; a job's first on the last of each job that it is assembled of."""
    jobs: dict[bytes, list[int]] = {}
    parents: dict[bytes, bytes | None] = {}
    for at in sorted(range(len(rows)), key=lambda one: rows[one][8]):
        jobs.setdefault(rows[at][10], []).append(at)
        parents[rows[at][10]] = rows[at][11]
    found: list[list[int]] = [[] for _ in rows]
    for job, row in jobs.items():
        for before, then in pairwise(row):
            found[then].append(before)
        if (parent := parents[job]) in jobs:
            found[jobs[parent][0]].append(row[-1])
    return found
