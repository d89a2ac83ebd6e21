"""Can we make it by then, and if not, what can we offer instead (III.1.3, III.2.2): alternatives, ranked.

``later``: the promise itself. ``split``: a part in time, the rest later. ``overtime``: machines open longer.
``route``: another route or machine. ``displace``: less important orders give way; it names whom, and by how much."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

import numpy as np

from takt.engine.displacing import displacing
from takt.engine.errors import NotPlaceableError
from takt.engine.intervals import IntArray, Intervals
from takt.engine.offer import Kind, Offer
from takt.engine.plan import Plan
from takt.engine.problem import Problem, Resource
from takt.engine.promising import promise
from takt.engine.with_fields import with_fields

#: Shares of the quantity that are tried to be in time, the largest first.
SHARES = (0.75, 0.5, 0.25)


def offers(
    plan: Plan,
    order: Problem,
    *,
    fixed_minutes: IntArray | None = None,
    routes: Sequence[Problem] = (),
    overtime: Plan | None = None,
) -> list[Offer]:
    """Alternatives for an order, best first: most of it in time, nobody displaced, soonest ready.

    ``fixed_minutes``: per alternative of the order the minutes that do not depend on the quantity (default none).
    ``routes``: the same order made in other ways. ``overtime``: the plan with longer openings (``with_overtime``).
    """
    found = [
        *_promised(plan, order, Kind.LATER),
        *_split(
            plan,
            order,
            np.zeros(order.alternative_minutes.size, np.int64) if fixed_minutes is None else fixed_minutes,
        ),
        *(offer for at, route in enumerate(routes) for offer in _promised(plan, route, Kind.ROUTE, at)),
        *(_overtime(overtime, order) if overtime is not None else ()),
        *displacing(plan, order),
    ]
    kinds = list(Kind)
    return sorted(
        found,
        key=lambda o: (
            -o.in_time,
            sum(d.by_minutes for d in o.displaced),
            o.promise.end,
            kinds.index(o.kind),
        ),
    )


def with_overtime(plan: Plan, extra: Mapping[int, Intervals]) -> Plan:
    """The same plan with machines (by index) open in ``extra`` minutes, too. Keep it: it is prepared once."""
    machines = list(plan.problem.machines)
    for machine, openings in extra.items():
        old = machines[machine]
        pairs = [
            (int(start), int(end))
            for each in (old.open, openings)
            for start, end in zip(each.starts, each.ends, strict=True)
        ]
        wider = Intervals.merged(pairs, f"machine {machine} with overtime")
        machines[machine] = Resource(wider, old.occupied, old.setup_group, old.family, old.occupied_families)
    return Plan(with_fields(plan.problem, machines=tuple(machines)), plan.schedule)


def _promised(plan: Plan, order: Problem, kind: Kind, route: int = -1) -> Iterator[Offer]:
    with suppress(NotPlaceableError):
        made = promise(plan, order)
        yield Offer(kind, made, ((1.0, made.end),), route=route)


def _overtime(overtime: Plan, order: Problem) -> Iterator[Offer]:
    machines = overtime.problem.machines
    yield from _promised(overtime, with_fields(order, machines=machines), Kind.OVERTIME)


def _split(plan: Plan, order: Problem, fixed: IntArray) -> Iterator[Offer]:
    """The largest share that is in time, and the rest."""
    for share in SHARES:
        with suppress(NotPlaceableError):
            made = promise(plan, _in_two(order, share, fixed))
            ends = made.schedule.ends.reshape(2, -1).max(axis=1).tolist()
            if ends[0] <= int(order.due.max()):
                yield Offer(Kind.SPLIT, made, ((share, ends[0]), (1.0 - share, ends[1])))
                return


def _in_two(order: Problem, share: float, fixed: IntArray) -> Problem:
    """The order twice: the first part more urgent, minutes by quantity."""
    jobs, operations = order.jobs, order.operations
    run = order.alternative_minutes - fixed
    first = np.ceil(fixed + run * share).astype(np.int64)
    rest = np.ceil(fixed + run * (1.0 - share)).astype(np.int64)
    twice = {name: np.concatenate([getattr(order, name)] * 2) for name in _REPEATED}
    edges = {
        name: np.concatenate([getattr(order, name), getattr(order, name) + operations]) for name in _EDGES
    }
    offsets = {
        name: np.concatenate([getattr(order, name), getattr(order, name)[1:] + getattr(order, name)[-1]])
        for name in ("alternative_offsets", "need_offsets")
    }
    return with_fields(
        order,
        operation_jobs=np.concatenate([order.operation_jobs, order.operation_jobs + jobs]),
        alternative_minutes=np.maximum(np.concatenate([first, rest]), 1),
        **twice,
        **edges,
        **offsets,
    )


_EDGES = ("predecessors", "successors")
_REPEATED = (
    "releases",
    "alternative_machines",
    "alternative_pools",
    "lags",
    "transfers",
    "due",
    "priorities",
    "families",
    "need_tools",
    "need_units",
    "pinned_machines",
    "pinned_people",
    "pinned_starts",
    "remaining_minutes",
    "published_starts",
    "published_machines",
    "published_people",
)
