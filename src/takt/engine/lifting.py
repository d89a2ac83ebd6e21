"""What-if on a plan: some operations taken off and placed anew, with a binding lifted; then all is as before."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from takt.engine.binding import Binding, Why
from takt.engine.compiled.arrays import EVER, NEVER, NONE
from takt.engine.compiled.forward import begin, by_urgency
from takt.engine.compiled.restoring import occupy_with
from takt.engine.compiled.slots import release
from takt.engine.intervals import LIMIT, IntArray
from takt.engine.plan import Plan

Undo = Callable[[], None]


class Scope:
    """Some operations of a plan, off their lanes. The plan's lock is held by whoever makes one."""

    def __init__(self, plan: Plan, operations: IntArray) -> None:
        self.plan, self.operations = plan, operations
        self._flags = np.zeros(plan.problem.operations, np.bool_)
        self._flags[operations] = True
        releases = plan.floor.work.releases
        self._releases = releases[operations].copy()
        releases[operations] = np.maximum(self._releases, plan.now)  # matters where a calendar is lifted
        self._take_off()

    def end_when(self, bindings: tuple[Binding, ...]) -> int:
        """When the last of them ends if they are placed anew with these bindings lifted; NEVER when one has no
        place."""
        undo = [step for binding in bindings for step in self._lift(binding)]
        end = self._end()
        for step in reversed(undo):
            step()
        return end

    def close(self) -> None:
        """Put them back where they were."""
        plan = self.plan
        line = self.operations[np.argsort(plan.schedule.starts[self.operations], kind="stable")]
        occupy_with(plan.shop, plan.floor.work, plan.placed, plan.planned, line)
        plan.floor.work.releases[self.operations] = self._releases

    def _end(self) -> int:
        plan, work = self.plan, self.plan.floor.work
        held = (work.given_starts != EVER) | (work.remaining > 0)
        given = plan.floor.given[self._flags[plan.floor.given]]
        given = given[held[given]]
        stuck = begin(plan.shop, work, plan.placed, given)
        if stuck == NONE:
            stuck = by_urgency(plan.shop, work, plan.placed, plan.line[self._flags[plan.line]])
        end = int(plan.placed.ends[self.operations].max()) if stuck == NONE else NEVER
        self._take_off()
        return end

    def _take_off(self) -> None:
        plan = self.plan
        for operation in self.operations.tolist():
            if plan.placed.machines[operation] != NONE:
                release(plan.shop, plan.floor.work, plan.placed, operation)

    def _lift(self, binding: Binding) -> Iterator[Undo]:
        work, operation, shop = self.plan.floor.work, binding.operation, self.plan.shop
        if binding.why in (Why.MATERIAL, Why.FENCE):
            yield self._sooner(binding)
        elif binding.why is Why.PIN:
            yield _set(work.given_starts, operation, EVER)
            yield _set(work.pinned_machines, operation, NONE)
            yield _set(work.pinned_people, operation, -2)
        elif binding.why is Why.PREDECESSOR:
            yield from self._without_edges(operation, binding.resource)
        elif binding.why is Why.SETUP:
            yield _set(shop.rooms.groups, binding.resource, NONE)
        elif binding.why is Why.TOOL:
            low, high = work.need_offsets[operation : operation + 2].tolist()
            at = low + int(np.argmax(work.need_tools[low:high] == binding.resource))
            yield _set(work.need_units, at, 0)
        else:
            yield self._lane(binding)

    def _sooner(self, binding: Binding) -> Undo:
        """Without its release, or without the fence; the second of both to be lifted leaves nothing to wait for."""
        plan, releases, operation = self.plan, self.plan.floor.work.releases, binding.operation
        release, fence = (
            max(int(plan.problem.releases[operation]), plan.now),
            max(plan.problem.fence, plan.now),
        )
        if releases[operation] != max(release, fence):
            return _set(releases, operation, plan.now)
        return _set(releases, operation, fence if binding.why is Why.MATERIAL else release)

    def _without_edges(self, operation: int, before: int) -> Iterator[Undo]:
        work = self.plan.floor.work
        low, high = work.before_offsets[operation : operation + 2].tolist()
        for edge in (low + np.flatnonzero(work.before[low:high] == before)).tolist():
            yield _set(work.before_transfers, edge, NONE)
            yield _set(work.before_lags, edge, 4 * EVER)

    def _lane(self, binding: Binding) -> Undo:
        """A lane without those ahead, or always open."""
        people = binding.why in (Why.PERSON, Why.PERSON_CALENDAR)
        lane = binding.resource + (len(self.plan.problem.machines) if people else 0)
        lanes, rooms = self.plan.shop.lanes, self.plan.shop.rooms
        first, count = int(lanes.offsets[lane]), int(lanes.counts[lane])
        rows = slice(first, first + count)
        columns = (lanes.starts, lanes.ends, lanes.families, lanes.operations)
        saved, calendar = [column[rows].copy() for column in columns], int(rooms.lane_calendars[lane])
        if binding.why in (Why.MACHINE, Why.PERSON):
            gone = np.isin(saved[3], [*binding.ahead, *(-1 - slot for slot in binding.adopted)])
            kept = [column[~gone] for column in saved]
        else:
            rooms.lane_calendars[lane] = self.plan.always
            starts, ends = self.plan.clock_of(lane, saved[3])
            kept = [starts + LIMIT, ends + LIMIT, *saved[2:]]  # open since -LIMIT
        _write(columns, first, kept)
        lanes.counts[lane] = kept[0].size
        blocks = slice(int(lanes.block_offsets[lane]), int(lanes.block_offsets[lane + 1]))
        lanes.widest[blocks] = NEVER  # a bound that always holds: the kernels tighten it

        def undo() -> None:
            _write(columns, first, saved)
            lanes.counts[lane], rooms.lane_calendars[lane] = count, calendar
            lanes.widest[blocks] = NEVER

        return undo


@contextmanager
def taken_off(plan: Plan, operations: IntArray) -> Iterator[Scope]:
    """The operations off their lanes while it lasts."""
    with plan.lock:
        scope = Scope(plan, operations)
        try:
            yield scope
        finally:
            scope.close()


def _set(array: IntArray, at: int, value: int) -> Undo:
    old = int(array[at])
    array[at] = value
    return lambda: array.__setitem__(at, old)


def _write(columns: tuple[IntArray, ...], first: int, rows: list[IntArray]) -> None:
    for column, values in zip(columns, rows, strict=True):
        column[first : first + values.size] = values
