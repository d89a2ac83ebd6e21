"""Bills read upwards and downwards: where an item is used, and whether a bill would close a circle."""

from collections import defaultdict
from uuid import UUID

from django.db import connection

from takt.conduct.refusals import refuse
from takt.factory.models import Item
from takt.factory.refusals import BillCycle
from takt.factory.trees import Cycle, from_top

_BELOW = """
with recursive reach(id) as (
  select unnest(%s::uuid[])
  union
  select l.component_id from reach
  join factory_bill b on b.item_id = reach.id and b.state = 'released' join factory_billline l on l.bill_id = b.id
)
select b.item_id, l.component_id from reach
join factory_bill b on b.item_id = reach.id and b.state = 'released' join factory_billline l on l.bill_id = b.id
"""


def refuse_a_cycle(item: UUID, components: list[UUID]) -> None:
    """Refuse a bill of `item` with these components when it would lead back to itself; names the path.

    Releases wait for each other, so that no two of them close a circle together.
    """
    below: dict[UUID, list[UUID]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('factory.release_bill', 7))")
        cursor.execute(_BELOW, (components,))
        for above, component in cursor.fetchall():
            below[above].append(component)
    below[item] = components
    try:
        from_top([item], below)
    except Cycle as cycle:
        path = [UUID(str(node)) for node in cycle.path]
        names = dict(Item.objects.filter(id__in=path).values_list("id", "number"))
        raise refuse(BillCycle(path=" > ".join(names[node] for node in path))) from cycle


_ABOVE = """
with recursive above(id, depth) as (
  select %s::uuid, 0
  union
  select b.item_id, above.depth + 1 from above
  join factory_billline l on l.component_id = above.id
  join factory_bill b on b.id = l.bill_id and b.state = 'released'
  where above.depth < %s
)
select i.id, i.number, i.name, min(above.depth) from above join factory_item i on i.id = above.id
where above.depth > 0 group by i.id order by min(above.depth), i.number
"""


def used_in(item: UUID, depth: int = 50) -> list[tuple[UUID, str, str, int]]:
    """Every item whose released bill needs this one, at any depth: (id, number, name, how many levels above)."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, (item, depth))
        found: list[tuple[UUID, str, str, int]] = cursor.fetchall()
    return found
