"""Net change, compiled: an item that changed is netted again, and so is only what it reaches, parents first."""

import numpy as np

from takt.engine.compiled import compiled_bare
from takt.engine.requirements.netting import Needs, Supply, net
from takt.engine.requirements.policies import Policies
from takt.engine.requirements.quantities import Flags, Integers
from takt.engine.requirements.store import Store, needed

NARROW = 6
"""A change that spreads over more weeks is handed down as a whole row: wide instructions then do it at once."""


@compiled_bare
def ripple(
    store: Store,
    order: Integers,
    place: Integers,
    policies: Policies,
    supply: Supply,
    needs: Needs,
    flags: Flags,
    moved: Integers,
    rows: tuple[Integers, Integers, Integers],
) -> int:
    """Net the flagged items and whatever they change (``flags``: 1 at an item's place in the order). How many
    items' releases changed (``moved`` tells which); -1 - item when the item overflows. ``rows``: room for a week
    each."""
    row, delta, was = rows
    count = 0
    for at in range(len(flags)):
        if flags[at] == 0:
            continue
        flags[at] = 0
        item = order[at]
        signs = net(item, policies, supply, needs.gross, row)
        first, last, most = exchange(item, needs.releases, row, was, delta)
        if signs < 0 or most > store.limit[item]:
            return -1 - int(item)
        if first > last:
            continue
        moved[count] = item
        count += 1
        if last - first > NARROW:
            first, last = 0, len(row) - 1
        if hand_down(store, item, place, needs.gross, rows, first, last, flags) < 0:
            return -1 - int(item)
    return count


@compiled_bare
def hand_down(
    store: Store,
    item: int,
    place: Integers,
    gross: Integers,
    rows: tuple[Integers, Integers, Integers],
    first: int,
    last: int,
    flags: Flags,
) -> int:
    """Change what an item's components are asked for from the first week to the last, and flag them; negative
    when a sum wrapped around."""
    row, delta, was = rows
    signs = 0
    for line in range(store.start[item], store.stop[item]):
        component = store.component[line]
        flags[place[component]] = 1
        if store.whole[item]:
            per = np.int64(store.small[line])
            for week in range(first, last + 1):
                gross[component, week] += delta[week] * per
                signs |= gross[component, week]
        else:
            above, below = store.numerator[line], store.denominator[line]
            for week in range(first, last + 1):
                gross[component, week] += needed(row[week], above, below) - needed(was[week], above, below)
                signs |= gross[component, week]
    return signs


@compiled_bare
def exchange(
    item: int, releases: Integers, row: Integers, was: Integers, delta: Integers
) -> tuple[int, int, int]:
    """Put new releases in the place of the old (kept in ``was``); the first and the last week that differ, and the
    largest release."""
    first, last, most = len(row), -1, 0
    for week in range(len(row)):
        was[week] = releases[item, week]
        delta[week] = row[week] - was[week]
        most = max(most, row[week])
        releases[item, week] = row[week]
        if delta[week] != 0:
            first, last = min(first, week), week
    return first, last, most
