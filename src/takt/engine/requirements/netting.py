"""Netting in weekly buckets, compiled: what stock and receipts leave uncovered is ordered a lead time earlier,
and asks for its components then."""

from typing import NamedTuple

import numpy as np

from takt.engine.compiled import compiled_bare
from takt.engine.requirements.policies import Policies
from takt.engine.requirements.quantities import LARGEST, Integers
from takt.engine.requirements.store import Store, needed


class Supply(NamedTuple):
    """``on_hand`` by item; ``receipts[row[i]]``: what is scheduled for item i by week (row -1: nothing is)."""

    on_hand: Integers
    row: Integers
    receipts: Integers


class Needs(NamedTuple):
    """By item and week, in units: ``demand`` from outside, ``gross`` (with what planned orders of parents ask
    for), and ``releases``: planned orders by the week in which they must start."""

    demand: Integers
    gross: Integers
    releases: Integers


@compiled_bare
def lot(missing: int, least: int, multiple: int) -> int:
    """The quantity ordered for what is missing; negative when it does not fit."""
    quantity = max(missing, least)
    if multiple == 1:
        return quantity
    if quantity > LARGEST - multiple:
        return -1
    return (quantity + multiple - 1) // multiple * multiple


@compiled_bare
def net(item: int, policies: Policies, supply: Supply, gross: Integers, row: Integers) -> int:
    """Write an item's planned releases by week to ``row``; negative when a number does not fit.

    What should have been released before the first week is released in it."""
    lead, safety = policies.lead_weeks[item], policies.safety[item]
    least, multiple = policies.least[item], policies.multiple[item]
    scheduled, signs = supply.row[item], 0
    available = supply.on_hand[item]
    row[:] = 0
    for week in range(len(row)):
        if scheduled >= 0:
            available += supply.receipts[scheduled, week]
            signs |= available
        if gross[item, week] == 0 and available >= safety:
            continue
        available -= gross[item, week]
        if available < safety:
            missing = safety - available
            quantity = lot(missing, least, multiple)
            available += quantity
            into = max(0, week - lead)
            row[into] += quantity
            signs |= missing | quantity | row[into]
    return signs


@compiled_bare
def phase(
    store: Store, order: Integers, policies: Policies, supply: Supply, needs: Needs, row: Integers
) -> int:
    """Net every item, parents first, and hand its releases down; the item that overflows, else -1.

    ``gross`` begins as the demand from outside. ``row``: room for a week each."""
    start, stop, limit, whole = store.start, store.stop, store.limit, store.whole
    components, small = store.component, store.small
    numerators, denominators = store.numerator, store.denominator
    gross, releases = needs.gross, needs.releases
    weeks = len(row)
    for item in order:
        signs, most = net(item, policies, supply, gross, row), 0
        for week in range(weeks):
            releases[item, week] = row[week]
            most = max(most, row[week])
        if signs < 0 or most > limit[item]:
            return int(item)
        if most == 0:
            continue
        for at in range(start[item], stop[item]):
            component = components[at]
            if whole[item]:
                per = np.int64(small[at])
                for week in range(weeks):
                    gross[component, week] += row[week] * per
                    signs |= gross[component, week]
            else:
                for week in range(weeks):
                    gross[component, week] += needed(row[week], numerators[at], denominators[at])
                    signs |= gross[component, week]
        if signs < 0:
            return int(item)
    return -1
