"""All kinds of waiting things in one statement, the same text for every reader, so that the server keeps it prepared."""

from functools import cache

from takt.conduct.action import ACTIONS
from takt.conduct.actors import INTERNAL
from takt.conduct.discover import discover
from takt.records.waiting.due import due_of
from takt.records.waiting.floor import FLOOR
from takt.records.waiting.goods import GOODS
from takt.records.waiting.kinds import AT_MOST, Kind
from takt.records.waiting.opinions import OPINIONS
from takt.records.waiting.orders import ORDERS

KINDS: tuple[Kind, ...] = (*ORDERS, *OPINIONS, *FLOOR, *GOODS)

# For which departments the reader acts, as the door would let them: the own ones first, then one that is delegated now
# by somebody who still serves there. `people`: whose deeds count as theirs. `heads`: decides what needs a head.
_ME = """
with lent as (
  select d.department::text, d.giver_id, g.name, d.since, d.id, d.department = any(g.head_of) as heads
  from departments_delegation d join departments_person g on g.id = d.giver_id
  where d.taker_id = %(me)s and d.since <= %(now)s and d.until > %(now)s and d.revoked_at is null
    and g.retired_at is null and d.department = any(g.departments)
), me as materialized (
  select distinct on (x.department) x.department, x.people, x.for_whom,
    x.heads or exists (select from lent where lent.department = x.department and lent.heads) as heads
  from (
    select d.department::text, array[p.id] as people, '' as for_whom, d.department = any(p.head_of) as heads,
      0 as place, null::timestamptz as since, null::uuid as id
    from departments_person p, unnest(p.departments) d(department)
    where p.id = %(me)s and p.kind = 'employee' and p.retired_at is null
    union all
    select lent.department, array[p.id, lent.giver_id], lent.name, lent.heads, 1, lent.since, lent.id
    from lent join departments_person p on p.id = %(me)s and p.kind = 'employee' and p.retired_at is null
  ) x order by x.department, x.place, x.since, x.id
), barred as materialized (
  select r.first::text as act, r.second::text as earlier from departments_segregationrule r where r.retired_at is null
  union select r.second::text, r.first::text from departments_segregationrule r where r.retired_at is null
)
"""
# What the matrix would refuse is not offered; who entered is asked first, because the row itself knows.
_NOT_BARRED = """(cardinality(no.acts) = 0 or o.id is null
    or not (o.entered_by_id = any(me.people) and o.state <> 'placed' and 'orders.enter' = any(no.acts) and 'orders.take_over' = any(no.acts))
    and (select 1 from conduct_journalentry e where e.case_id = o.id and e.action = any(no.acts)
      and (e.actor_id = any(me.people) or e.on_behalf_of_id = any(me.people)) limit 1) is null)"""
_SOUGHT = """ and lower(concat_ws(' ', {reference}, o.number, o.customer_order_number, {about},
    (select c.name || ' ' || c.search from orders_customer c where c.id = o.customer_id))) like all (%(words)s::text[])"""


@cache
def statement(*, searching: bool = False) -> str:
    """Every waiting thing of the reader: kind, subject, reference, order, since, due, starter, about, about_en, for whom.

    Parameters: me, now, today, zone; `searching`: and words (patterns in lower case that must all match).
    """
    discover()
    return _ME + "\nunion all\n".join(_select(kind, searching=searching) for kind in KINDS)


def _select(kind: Kind, *, searching: bool) -> str:
    departments = [d.value for d in ACTIONS[kind.action].departments if d in INTERNAL]
    names = ", ".join(f"'{d}'" for d in departments)
    sought = _SOUGHT.format(reference=kind.reference, about=kind.about) if searching else ""
    return f"""select '{kind.action}', w.subject, w.reference, w.order_id, w.since, {due_of(kind.action)}, w.starter,
  w.about, w.about_en, me.for_whom
from (select * from me where me.department in ({names}) order by array_position(array[{names}], me.department) limit 1) me
cross join (select array(select earlier from barred where act = '{kind.action}') as acts) no
cross join lateral (
  select o.subject, o.reference, o.id as order_id, {kind.since} as since, o.dated, o.starter, o.about, o.about_en
  from (
    select {kind.subject} as subject, {kind.reference} as reference, {kind.begun} as begun, {kind.dated} as dated,
      {kind.starter} as starter, {kind.about} as about, {kind.about_en} as about_en, o.id, o.entered_by_id, o.entered_at,
      o.state{kind.carries}
    {kind.rows}{sought} order by {kind.oldest} {kind.among}
  ) o {kind.beside} where {kind.when} and {_NOT_BARRED} limit {AT_MOST}
) w"""  # noqa: S608  # words of our own
