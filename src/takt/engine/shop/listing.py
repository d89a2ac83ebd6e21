"""List scheduling in compiled loops, after Giffler and Thompson, with a delay (Bierwirth and Mattfeld 1999).

Take the machine on which some waiting operation can end first, at minute *e*, when it could start at *s*. Whoever
can start on it before ``s + delay x (e - s)`` may have it: delay 0 never lets a machine wait for a more urgent
operation that is about to arrive, delay 1 makes any active schedule possible. Among them the most urgent wins. Each
step looks at one machine's queue only, so that 100,000 operations take well under a second.
"""

import numpy as np

from takt.engine.compiled import compiled_bare, inlined
from takt.engine.shop.shop import Arrays
from takt.engine.shop.waiting import NEVER, Floor, Urgency, champion, could_start, seat, urgency_of


@compiled_bare
def look_again(shop: Arrays, floor: Floor, machine: int) -> None:
    """Find a machine's earliest end anew."""
    best, which = NEVER, -1
    for slot in range(floor.base[machine], floor.base[machine] + floor.waiting[machine]):
        end = could_start(shop, floor, machine, slot) + floor.minutes[slot]
        if end < best:
            best, which = end, slot
    floor.first_to_end[machine] = floor.entry[which] if which >= 0 else -1
    seat(floor, machine, best)


@compiled_bare
def arrive(shop: Arrays, floor: Floor, urgency: Urgency, operation: int, minute: int) -> None:
    """An operation becomes ready (or will be) and queues at all its machines."""
    for alternative in range(shop.first_alternative[operation], shop.first_alternative[operation + 1]):
        machine = shop.alternative_machine[alternative]
        slot = floor.base[machine] + floor.waiting[machine]
        floor.waiting[machine] += 1
        floor.entry[slot], floor.slot[alternative] = alternative, slot
        floor.ready[slot] = max(minute, shop.release[operation])
        floor.minutes[slot] = shop.alternative_minutes[alternative]
        floor.key[slot], floor.weight[slot] = urgency.key[operation], urgency.weight[operation]
        end = could_start(shop, floor, machine, slot) + floor.minutes[slot]
        if end < floor.ends[len(floor.ends) // 2 + machine]:
            floor.first_to_end[machine] = alternative
            seat(floor, machine, end)


@inlined
def leave(floor: Floor, machine: int, alternative: int) -> None:
    """Who was placed leaves a queue; the last in it takes his slot."""
    floor.waiting[machine] -= 1
    slot, last = floor.slot[alternative], floor.base[machine] + floor.waiting[machine]
    floor.entry[slot], floor.ready[slot] = floor.entry[last], floor.ready[last]
    floor.minutes[slot], floor.key[slot] = floor.minutes[last], floor.key[last]
    floor.weight[slot] = floor.weight[last]
    floor.slot[floor.entry[slot]] = slot


@compiled_bare
def most_urgent(shop: Arrays, floor: Floor, urgency: Urgency, machine: int) -> int:
    """The alternative that a machine takes next. Ties go to who can start first, then to the lowest number."""
    soonest, slots = NEVER, range(floor.base[machine], floor.base[machine] + floor.waiting[machine])
    for slot in slots:
        soonest = min(soonest, could_start(shop, floor, machine, slot))
    latest = soonest + urgency.delay * (floor.ends[len(floor.ends) // 2 + machine] - soonest)
    best, which, begin = -np.inf, floor.first_to_end[machine], NEVER
    for slot in slots:
        start = could_start(shop, floor, machine, slot)
        if start == soonest or start < latest:
            value = urgency_of(urgency, floor, slot, soonest)
            if value > best or (value == best and (start, floor.entry[slot]) < (begin, which)):
                best, which, begin = value, floor.entry[slot], start
    return int(which)


@compiled_bare
def place(shop: Arrays, floor: Floor, urgency: Urgency, alternative: int) -> int:
    """Put an operation on a machine; its job's next one queues up. Returns the end."""
    operation, machine = floor.operation[alternative], shop.alternative_machine[alternative]
    start = could_start(shop, floor, machine, floor.slot[alternative])
    end = start + shop.alternative_minutes[alternative]
    floor.start[operation], floor.chosen[operation] = start, alternative
    floor.free[machine], floor.last[machine] = end, operation
    for other in range(shop.first_alternative[operation], shop.first_alternative[operation + 1]):
        elsewhere = shop.alternative_machine[other]
        leave(floor, elsewhere, other)
        if elsewhere == machine or floor.first_to_end[elsewhere] == other:
            look_again(shop, floor, elsewhere)
    following = shop.following[operation]
    if following < len(floor.chosen):
        arrive(shop, floor, urgency, following, end)
    return int(end)


@compiled_bare
def dispatch(shop: Arrays, floor: Floor, urgency: Urgency) -> int:
    """Fill an empty floor. Returns the makespan."""
    for job in range(len(shop.first_operation) - 1):
        arrive(shop, floor, urgency, shop.first_operation[job], 0)
    makespan = 0
    for step in range(len(floor.chosen)):
        alternative = most_urgent(shop, floor, urgency, champion(floor))
        floor.order[step] = floor.operation[alternative]
        makespan = max(makespan, place(shop, floor, urgency, alternative))
    return makespan
