"""A make-to-order factory by number: 50 products, each of 3 made items with 5 operations, on 20 machines.

Each order is one product: its sub-assembly needs a part that is made, too, and each made item two bought ones with a
lead time. Machines work round the clock. Due dates are spread over the time that the busiest machine needs at
``fill``, from three weeks on."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takt.engine.intervals import Intervals
from takt.engine.problem import Problem, Resource
from takt.engine.weights import Weights

Array = npt.NDArray[np.int64]
PRODUCTS, SUB_ASSEMBLIES, PARTS, BOUGHT, STEPS, MACHINES = 50, 25, 15, 100, 5, 20
DAY = 1440


@dataclass(frozen=True)
class Factory:
    """Items are numbered products, sub-assemblies, parts. By item: the machines of its route, set-up and run minutes
    a step, the made component (-1: none) and how many of it, and the longest lead time of what is bought for it."""

    machines: Array
    setup: Array
    run: Array
    component: Array
    each: Array
    lead_days: Array


@dataclass(frozen=True)
class Orders:
    """By order: product, quantity, due minute."""

    product: Array
    quantity: Array
    due: Array


def founded(seed: int) -> Factory:
    """A factory."""
    rng = np.random.default_rng(seed)
    items = PRODUCTS + SUB_ASSEMBLIES + PARTS
    component = np.full(items, -1)
    component[:PRODUCTS] = PRODUCTS + rng.integers(0, SUB_ASSEMBLIES, PRODUCTS)
    component[PRODUCTS : PRODUCTS + SUB_ASSEMBLIES] = (
        PRODUCTS + SUB_ASSEMBLIES + rng.integers(0, PARTS, SUB_ASSEMBLIES)
    )
    lead = rng.integers(1, 11, BOUGHT)
    return Factory(
        np.array([rng.permutation(MACHINES)[:STEPS] for _ in range(items)]),
        rng.integers(5, 61, (items, STEPS)),
        rng.integers(1, 7, (items, STEPS)),
        component,
        rng.integers(1, 3, items),
        lead[rng.integers(0, BOUGHT, (items, 2))].max(axis=1),
    )


def exploded(factory: Factory, orders: Orders) -> tuple[Array, Array]:
    """Per order the items to be made, first to last, and how many of each: (orders, 3) each."""
    items, quantities = [orders.product], [orders.quantity]
    while (factory.component[items[-1]] >= 0).all():
        quantities.append(quantities[-1] * factory.each[items[-1]])
        items.append(factory.component[items[-1]])
    return np.stack(items[::-1], axis=1), np.stack(quantities[::-1], axis=1)


def minutes_of(factory: Factory, items: Array, quantities: Array) -> Array:
    """Minutes of every operation: (orders, 3, steps)."""
    return factory.setup[items] + factory.run[items] * quantities[:, :, None]


def ordered(factory: Factory, count: int, seed: int, fill: float) -> Orders:
    """Orders that load the busiest machine to ``fill`` over the span of their due dates."""
    rng = np.random.default_rng(seed)
    orders = Orders(rng.integers(0, PRODUCTS, count), rng.integers(1, 11, count), np.zeros(count, np.int64))
    items, quantities = exploded(factory, orders)
    minutes = minutes_of(factory, items, quantities)
    busiest = np.bincount(factory.machines[items].reshape(-1), minutes.reshape(-1)).max()
    due = 21 * DAY + (rng.random(count) * busiest / fill).astype(np.int64)
    return Orders(orders.product, orders.quantity, due)


def problem_of(
    factory: Factory, orders: Orders, weights: Weights | None = None, machines: tuple[Resource, ...] = ()
) -> Problem:
    """The orders taken apart: one job an order, its operations in a row; nothing starts before what is bought is there."""
    items, quantities = exploded(factory, orders)
    count, size = items.shape[0], items.shape[1] * STEPS
    operations = count * size
    number = np.arange(operations).reshape(count, size)
    releases = np.repeat(factory.lead_days[items].max(axis=1) * DAY, size)
    open_always = Intervals.of([(0, int(orders.due.max()) * 3 + 10**6)])
    return Problem(
        operation_jobs=np.repeat(np.arange(count), size),
        releases=releases,
        alternative_offsets=np.arange(operations + 1),
        alternative_machines=factory.machines[items].reshape(-1),
        alternative_minutes=minutes_of(factory, items, quantities).reshape(-1),
        alternative_pools=np.full(operations, -1),
        pools=(),
        predecessors=number[:, :-1].reshape(-1),
        successors=number[:, 1:].reshape(-1),
        lags=np.zeros(count * (size - 1), np.int64),
        due=orders.due,
        priorities=1 + orders.product % 3,
        machines=machines or tuple(Resource(open_always) for _ in range(MACHINES)),
        people=(),
        weights=weights or Weights(),
    )


def one_order(factory: Factory, seed: int, due: int) -> Orders:
    """One more order."""
    rng = np.random.default_rng(seed)
    return Orders(rng.integers(0, PRODUCTS, 1), rng.integers(1, 11, 1), np.array([due]))
