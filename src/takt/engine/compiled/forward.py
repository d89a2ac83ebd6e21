"""Two ways to build a schedule operation by operation; either puts each into the slot in which it ends first.

``by_urgency`` gives the most urgent order all it needs before the next one is looked at. ``as_ready`` walks
through time and never lets a machine wait for an urgent operation while another could run: seldom as good
for the single most urgent order, usually better for all of them together. Operations that are placed already
stay. Both answer with the first operation that found no slot, or NONE."""

from typing import NamedTuple

import numpy as np

from takt.engine.compiled import compiled
from takt.engine.compiled.arrays import NEVER, NONE, Placed, Shop, Work
from takt.engine.compiled.heaps import pop, push
from takt.engine.compiled.ready import place, place_given, ready_of
from takt.engine.compiled.slots import best_slot
from takt.engine.intervals import IntArray


@compiled
def begin(shop: Shop, work: Work, placed: Placed, given: IntArray) -> int:
    """Place the operations that must be where they must be, in this order."""
    for operation in given:
        if not place_given(shop, work, placed, operation):
            return int(operation)
    return NONE


@compiled
def by_urgency(shop: Shop, work: Work, placed: Placed, order: IntArray) -> int:
    """Place operations in ``order`` (predecessors first)."""
    for operation in order:
        if placed.machines[operation] == NONE:
            ready, end_from = ready_of(work, placed, operation)
            slot = best_slot(shop, work, operation, ready, end_from)
            if not place(shop, work, placed, operation, slot):
                return int(operation)
    return NONE


class Agenda(NamedTuple):
    """The queues of operations that compete for the same machines and people, by stretches of ``offsets``:
    those still to come (by minute, then rank) and those that wait (by rank). ``alarms``: when a queue is
    looked at next, NEVER if not; an event (minute, queue) at any other minute is out of date. ``sizes``: 0
    events, then per queue coming and waiting."""

    order: IntArray
    ranks: IntArray
    queues: IntArray
    offsets: IntArray
    waits_for: IntArray
    alarms: IntArray
    coming_keys: IntArray
    coming: IntArray
    waiting: IntArray
    waiting_twins: IntArray
    event_keys: IntArray
    events: IntArray
    coming_sizes: IntArray
    waiting_sizes: IntArray
    event_size: IntArray


@compiled
def agenda_of(work: Work, placed: Placed, order: IntArray, queues: IntArray, count: int) -> Agenda:
    """Empty queues for ``order``."""
    operations = order.size
    ranks, waits = np.empty(operations, np.int64), np.zeros(operations, np.int64)
    offsets = np.zeros(count + 1, np.int64)
    for rank in range(operations):
        operation = order[rank]
        ranks[operation] = rank
        offsets[queues[operation] + 1] += 1
        for edge in range(work.before_offsets[operation], work.before_offsets[operation + 1]):
            waits[operation] += placed.machines[work.before[edge]] == NONE
    for queue in range(count):
        offsets[queue + 1] += offsets[queue]
    room, events = np.empty(operations, np.int64), operations + count + 1
    return Agenda(
        order, ranks, queues, offsets, waits, np.full(count, NEVER),
        room, room.copy(), room.copy(), room.copy(),
        np.empty(events, np.int64), np.empty(events, np.int64),
        np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros(1, np.int64),
    )  # fmt: skip


@compiled
def look_again(agenda: Agenda, queue: int, minute: int) -> None:
    """Look at a queue next at ``minute``; NEVER: when something arrives."""
    agenda.alarms[queue] = minute
    if minute != NEVER:
        size = push(agenda.event_keys, agenda.events, 0, agenda.event_size[0], minute, queue)
        agenda.event_size[0] = size


@compiled
def arrive(agenda: Agenda, operation: int, minute: int) -> None:
    """All predecessors are placed: the operation may start at ``minute``."""
    queue = agenda.queues[operation]
    base, size, rank = agenda.offsets[queue], agenda.coming_sizes[queue], agenda.ranks[operation]
    agenda.coming_sizes[queue] = push(agenda.coming_keys, agenda.coming, base, size, minute, rank)
    # whoever waits already cannot start before the alarm, so a newcomer need not be looked at before it
    alarm = agenda.alarms[queue]
    if alarm == NEVER or (agenda.waiting_sizes[queue] == 0 and minute < alarm):
        look_again(agenda, queue, minute)


@compiled
def most_urgent(agenda: Agenda, queue: int, now: int) -> int:
    """The operation that goes first among those of a queue that are ready; there is one."""
    base = agenda.offsets[queue]
    while agenda.coming_sizes[queue] and agenda.coming_keys[base] <= now:
        rank = agenda.coming[base]
        size = pop(agenda.coming_keys, agenda.coming, base, agenda.coming_sizes[queue])
        agenda.coming_sizes[queue] = size
        size = push(agenda.waiting, agenda.waiting_twins, base, agenda.waiting_sizes[queue], rank, rank)
        agenda.waiting_sizes[queue] = size
    return int(agenda.order[agenda.waiting[base]])


@compiled
def after_placing(agenda: Agenda, work: Work, placed: Placed, queue: int, operation: int, now: int) -> None:
    """The most urgent operation of a queue has its slot: who is next, and whom it frees."""
    base = agenda.offsets[queue]
    size = pop(agenda.waiting, agenda.waiting_twins, base, agenda.waiting_sizes[queue])
    agenda.waiting_sizes[queue] = size
    minute = now if size else NEVER
    if not size and agenda.coming_sizes[queue]:
        minute = agenda.coming_keys[base]
    look_again(agenda, queue, minute)
    for edge in range(work.after_offsets[operation], work.after_offsets[operation + 1]):
        after = work.after[edge]
        agenda.waits_for[after] -= 1
        if agenda.waits_for[after] == 0 and placed.machines[after] == NONE:
            ready, _ = ready_of(work, placed, after)
            arrive(agenda, after, ready)


@compiled
def as_ready(shop: Shop, work: Work, placed: Placed, order: IntArray, queues: IntArray, count: int) -> int:
    """Place operations as machines fall free; where several wait, the first of ``order`` goes first."""
    agenda = agenda_of(work, placed, order, queues, count)
    for operation in order:
        if agenda.waits_for[operation] == 0 and placed.machines[operation] == NONE:
            ready, _ = ready_of(work, placed, operation)
            arrive(agenda, operation, ready)
    while agenda.event_size[0]:
        now, queue = agenda.event_keys[0], agenda.events[0]
        agenda.event_size[0] = pop(agenda.event_keys, agenda.events, 0, agenda.event_size[0])
        if agenda.alarms[queue] != now:
            continue
        operation = most_urgent(agenda, queue, now)
        ready, end_from = ready_of(work, placed, operation)
        slot = best_slot(shop, work, operation, ready, end_from)
        if slot.start > now and slot.end != NEVER:  # until then somebody more urgent may come
            look_again(agenda, queue, slot.start)
        elif place(shop, work, placed, operation, slot):
            after_placing(agenda, work, placed, queue, operation, now)
        else:
            return operation
    return NONE
