"""The walk behind `tracing`, compiled: items from the top, supply handed to shares first in, first out."""

from typing import NamedTuple

import numpy as np

from takt.engine.compiled import compiled, compiled_bare
from takt.engine.requirements.netting import Needs, Supply, lot
from takt.engine.requirements.policies import Policies
from takt.engine.requirements.quantities import Integers
from takt.engine.requirements.store import Store, needed

UNPEGGED = -1
NO_ROOM = -1


class Trail(NamedTuple):
    """Room for the answer (``item`` to ``quantity``, where ``key`` is the week times the number of orders + 1, plus
    the order) and for what waits: ``after`` chains the shares ``due`` of each item that is yet to come."""

    item: Integers
    key: Integers
    quantity: Integers
    after: Integers
    due_key: Integers
    due: Integers


@compiled
def walk(
    store: Store,
    order: Integers,
    policies: Policies,
    supply: Supply,
    needs: Needs,
    first: Integers,
    waiting: int,
    orders: int,
    trail: Trail,
) -> int:
    """Split every gross requirement among the orders; how many shares there are, `NO_ROOM`, or -2 - item when an
    item's total does not fit. ``first[item]`` begins the chain of the ``waiting`` shares of independent demand."""
    used, room = 0, len(trail.item)
    bought = np.zeros(needs.gross.shape[1], np.int64)
    for item in order:
        count = collect(item, first, orders, trail, used)
        if count < 0:
            return -2 - int(item)
        if used + count + 1 >= room:
            return NO_ROOM
        if planned(item, policies, supply, needs.gross, bought) < 0:
            return -2 - int(item)
        waiting = hand_down(store, item, policies, supply, bought, first, waiting, orders, trail, used, count)
        if waiting < 0:
            return NO_ROOM
        used += count
    return used


@compiled
def collect(item: int, first: Integers, orders: int, trail: Trail, used: int) -> int:
    """Write an item's shares, by week and order, from ``used`` on; how many there are (-1: too large)."""
    length, at = 0, first[item]
    while at >= 0:
        length, at = length + 1, trail.after[at]
    keys, amounts = np.empty(length, np.int64), np.empty(length, np.int64)
    at = first[item]
    for row in range(length):
        keys[row], amounts[row] = trail.due_key[at], trail.due[at]
        at = trail.after[at]
    count, total = 0, 0
    for row in np.argsort(keys):
        total += amounts[row]
        if total < 0:
            return -1
        last = used + count - 1
        if count > 0 and trail.key[last] == keys[row]:
            trail.quantity[last] += amounts[row]
        elif used + count < len(trail.item):
            trail.item[last + 1], trail.key[last + 1] = item, keys[row]
            trail.quantity[last + 1] = amounts[row]
            count += 1
        else:  # no room: the caller sees it by the count
            return len(trail.item)
    return count


@compiled_bare
def planned(item: int, policies: Policies, supply: Supply, gross: Integers, row: Integers) -> int:
    """Write an item's planned orders by the week in which they come; negative when all supply does not fit."""
    available, total, scheduled = supply.on_hand[item], supply.on_hand[item], supply.row[item]
    signs = 0
    for week in range(len(row)):
        come = supply.receipts[scheduled, week] if scheduled >= 0 else 0
        available += come - gross[item, week]
        row[week] = 0
        if available < policies.safety[item]:
            missing = policies.safety[item] - available
            row[week] = lot(missing, policies.least[item], policies.multiple[item])
            available += row[week]
        total += come + row[week]
        signs |= total
    return signs


@compiled_bare
def hand_down(
    store: Store,
    item: int,
    policies: Policies,
    supply: Supply,
    bought: Integers,
    first: Integers,
    waiting: int,
    orders: int,
    trail: Trail,
    used: int,
    count: int,
) -> int:
    """Let an item's planned orders ask for components on behalf of those whom they serve; the new ``waiting``,
    negative when there is no room. What was supplied before a planned order served the earlier shares."""
    before, below, at, released = supply.on_hand[item], 0, 0, 0
    scheduled, lead = supply.row[item], policies.lead_weeks[item]
    for week in range(len(bought)):
        if scheduled >= 0:
            before += supply.receipts[scheduled, week]
        if bought[week] == 0:
            continue
        if week > lead:  # up to here all are released in week 0, one after the other
            released = 0
        into = max(0, week - lead) * (orders + 1)
        end = before + bought[week]
        while before < end:
            while at < count and below + trail.quantity[used + at] <= before:
                below += trail.quantity[used + at]
                at += 1
            whom, until = orders, end
            if at < count:
                whom = trail.key[used + at] % (orders + 1)
                until = min(end, below + trail.quantity[used + at])
            upto = released + until - before
            waiting = ask(store, item, released, upto, into + whom, first, waiting, trail)
            if waiting < 0:
                return waiting
            before, released = until, upto
    return waiting


@compiled_bare
def ask(
    store: Store, item: int, low: int, high: int, key: int, first: Integers, waiting: int, trail: Trail
) -> int:
    """Ask for what the units from ``low`` to ``high`` of a release need of each component, so that the parts of a
    release add up to what the whole of it needs."""
    for line in range(store.start[item], store.stop[item]):
        component = np.int64(store.component[line])
        numerator, denominator = store.numerator[line], store.denominator[line]
        units = needed(high, numerator, denominator) - needed(low, numerator, denominator)
        if units == 0:
            continue
        if waiting >= len(trail.after):
            return NO_ROOM
        trail.due_key[waiting], trail.due[waiting] = key, units
        trail.after[waiting], first[component] = first[component], waiting
        waiting += 1
    return waiting
