"""How long things take, learnt from the work orders: routes by product, stations by work centre. Pure.

The way of a product is the commonest sequence of locations among its work orders. Minutes of an
operation: the Theil-Sen line (median of all slopes, Sen 1968) through (pieces, minutes booked); a
rising line gives the run time per piece as its slope and the set-up as its median rest. This shop
books the same hours whatever the quantity (a flat line), which cannot tell set-up from run; then
no set-up is invented, and the minutes are spread over the lot in which the median piece was made
(the weighted median of the lot sizes, each weighted by itself), so that the yearly load comes out
right. A made product that was never routed takes the way of its sub-category (frames like frames);
a part without one is formed at the work centre where most ways begin.
"""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from itertools import combinations

from takt.web.adventureworks.tables import Location, Product, Routing, WorkOrder

MINUTE = Decimal("0.001")
MICRO = Decimal("0.000001")
SEQUENCE_STEP = 10
Way = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """An operation: `setup_minutes` for a lot, `run_minutes` for each piece."""

    sequence: int
    location_id: int
    setup_minutes: Decimal
    run_minutes: Decimal


def theil_sen(points: Sequence[tuple[int, Decimal]]) -> tuple[Decimal, Decimal]:
    """(rest, slope) of the line through (pieces, minutes) that outliers do not bend; one size only: slope 0."""
    by_size: dict[int, list[Decimal]] = defaultdict(list)
    for size, minutes in points:
        by_size[size].append(minutes)
    middle = sorted((size, statistics.median(minutes)) for size, minutes in by_size.items())
    if len({minutes for _, minutes in middle}) == 1:
        return middle[0][1], Decimal(0)
    slope = statistics.median((b[1] - a[1]) / (b[0] - a[0]) for a, b in combinations(middle, 2))
    slope = max(slope, Decimal(0))
    return max(statistics.median(minutes - slope * size for size, minutes in points), Decimal(0)), slope


def lot_of_the_median_piece(sizes: Iterable[int]) -> int:
    """The lot size below and above which half of all pieces were made; 1 when nothing was."""
    ordered = sorted(size for size in sizes if size > 0)
    half, seen = sum(ordered) / 2, 0
    for size in ordered:
        seen += size
        if seen >= half:
            return size
    return 1


def minutes_of(points: Sequence[tuple[int, Decimal]], lot: int) -> tuple[Decimal, Decimal]:
    """(set-up, run per piece) in minutes of one operation from (pieces, minutes booked)."""
    rest, slope = theil_sen(points)
    if slope > 0:
        return rest.quantize(MINUTE), slope.quantize(MICRO)
    return Decimal(0), (rest / lot).quantize(MICRO)


def routes(
    products: Mapping[int, Product], work_orders: Mapping[int, WorkOrder], routings: Iterable[Routing]
) -> dict[int, tuple[Step, ...]]:
    """The route of every made product (see the head of this module)."""
    ways, points = _booked(routings, work_orders)
    sizes: dict[int, list[int]] = defaultdict(list)
    for order in work_orders.values():
        sizes[order.product_id].append(order.order_qty)
    patterns = _Patterns(products, ways, points, sizes)
    found: dict[int, tuple[Step, ...]] = {}
    for product in products.values():
        if product.make_flag:
            way, booked = patterns.of(product)
            lot = lot_of_the_median_piece(patterns.sizes_of(product))
            found[product.product_id] = tuple(
                Step(n * SEQUENCE_STEP, place, *minutes_of(booked[place], lot))
                for n, place in enumerate(way, 1)
            )
    return found


Points = dict[int, list[tuple[int, Decimal]]]


def _booked(
    routings: Iterable[Routing], work_orders: Mapping[int, WorkOrder]
) -> tuple[dict[int, Way], dict[int, Points]]:
    """Per product: its commonest way, and (pieces, minutes) by location."""
    steps: dict[int, list[Routing]] = defaultdict(list)
    for step in routings:
        steps[step.work_order_id].append(step)
    seen: dict[int, Counter[Way]] = defaultdict(Counter)
    points: dict[int, Points] = defaultdict(lambda: defaultdict(list))
    for order, done in steps.items():
        done.sort(key=lambda s: s.operation_sequence)
        product, size = done[0].product_id, work_orders[order].order_qty
        seen[product][tuple(s.location_id for s in done)] += 1
        for s in done:
            points[product][s.location_id].append((size, s.actual_resource_hrs * 60))
    return {product: counts.most_common(1)[0][0] for product, counts in seen.items()}, points


class _Patterns:
    """What a product without a way of its own borrows: from its sub-category, else from the whole shop."""

    def __init__(
        self,
        products: Mapping[int, Product],
        ways: dict[int, Way],
        points: dict[int, Points],
        sizes: Mapping[int, list[int]],
    ) -> None:
        self.ways, self.points, self.sizes = ways, points, sizes
        self.kin: dict[int | None, list[int]] = defaultdict(list)
        for product in ways:
            self.kin[products[product].product_subcategory_id].append(product)

    def of(self, product: Product) -> tuple[Way, Points]:
        if product.product_id in self.ways:
            return self.ways[product.product_id], self.points[product.product_id]
        kin = self.kin.get(product.product_subcategory_id) if product.product_subcategory_id else None
        if kin:
            return Counter(self.ways[k] for k in kin).most_common(1)[0][0], self._together(kin)
        first = Counter(way[0] for way in self.ways.values() if len(way) > 1).most_common(1)
        start = first[0][0] if first else next(iter(self.ways.values()))[0]
        return (start,), self._together(self.ways)

    def sizes_of(self, product: Product) -> list[int]:
        """The lot sizes of a product; of one that was never made, its kin's."""
        own = self.sizes.get(product.product_id, [])
        kin = self.kin.get(product.product_subcategory_id, []) if not own else []
        return own or [size for k in kin for size in self.sizes.get(k, [])]

    def _together(self, kin: Iterable[int]) -> Points:
        together: Points = defaultdict(list)
        for product in kin:
            for place, booked in self.points[product].items():
                together[place].extend(booked)
        return together


def stations(routings: Iterable[Routing], locations: Mapping[int, Location]) -> dict[int, int]:
    """Stations of each work centre: hours booked in its fullest week, divided by the hours that one station
    is available in a week, rounded up (Location.Availability: 120 h are three shifts on five days)."""
    load: dict[tuple[int, date], Decimal] = defaultdict(Decimal)
    for step in routings:
        monday = step.actual_start_date - timedelta(days=step.actual_start_date.weekday())
        load[step.location_id, monday] += step.actual_resource_hrs
    fullest: dict[int, Decimal] = defaultdict(Decimal)
    for (place, _), hours in load.items():
        fullest[place] = max(fullest[place], hours)
    return {
        place: max(1, int((hours / locations[place].availability).to_integral_value(ROUND_CEILING)))
        for place, hours in sorted(fullest.items())
    }
