"""What a piece of bought material costs, where the data give no standard cost. Pure.

Suppliers' prices are for a carton, can or case, and the data do not say how many pieces that is. But
made products have a standard cost. So a piece is taken to cost one share of its supplier's price, the
same for all: the median over all made products with a standard cost of (standard cost - labour -
materials of known cost) / (pieces x suppliers' prices). The median, so that odd products do not count.
"""

import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from takt.factory.trees import Cycle, from_top
from takt.web.adventureworks.reading import UnreadableTable
from takt.web.adventureworks.routes import Step
from takt.web.adventureworks.tables import BillRow, Location, Product

MINUTES_OF_AN_HOUR = 60
TO_THE = Decimal("0.0001")


def material_costs(
    products: Mapping[int, Product],
    bills: Mapping[int, Sequence[BillRow]],
    routes: Mapping[int, Sequence[Step]],
    locations: Mapping[int, Location],
    prices: Mapping[int, Decimal],
) -> dict[int, Decimal]:
    """USD per piece of every bought product without a standard cost; `prices`: the suppliers', per pack.

    Raises UnreadableTable: the bills lead back to themselves.
    """
    _refuse_a_cycle(products, bills)
    ratios = []
    for product in products.values():
        if product.make_flag and product.standard_cost > 0:
            needs = _needs(product.product_id, bills)
            known = sum((_labour(q, routes.get(p, ()), locations) for p, q in needs.items()), Decimal(0))
            leaves = {p: q for p, q in needs.items() if not products[p].make_flag}
            known += sum((q * products[p].standard_cost for p, q in leaves.items()), Decimal(0))
            packed = sum(
                (q * prices.get(p, 0) for p, q in leaves.items() if not products[p].standard_cost), Decimal(0)
            )
            if packed:
                ratios.append(max(product.standard_cost - known, Decimal(0)) / packed)
    share = statistics.median(ratios) if ratios else Decimal(1)
    unknown = [
        p for p in products.values() if not p.make_flag and not p.standard_cost and p.product_id in prices
    ]
    return {p.product_id: (prices[p.product_id] * share).quantize(TO_THE) for p in unknown}


def _refuse_a_cycle(products: Mapping[int, Product], bills: Mapping[int, Sequence[BillRow]]) -> None:
    try:
        from_top(
            list(bills), {product: [line.component_id for line in lines] for product, lines in bills.items()}
        )
    except Cycle as cycle:
        path = " > ".join(products[int(str(product))].product_number for product in cycle.path)
        words = {"file": "Production.BillOfMaterials", "path": path}
        raise UnreadableTable(_("%(file)s: a bill leads back to itself: %(path)s") % words) from cycle


def _needs(product_id: int, bills: Mapping[int, Sequence[BillRow]]) -> dict[int, Decimal]:
    """Pieces of everything below one piece of a product, itself included."""
    needs: dict[int, Decimal] = defaultdict(Decimal)
    open_needs = [(product_id, Decimal(1))]
    while open_needs:
        product, quantity = open_needs.pop()
        needs[product] += quantity
        open_needs += [
            (line.component_id, quantity * line.per_assembly_qty) for line in bills.get(product, ())
        ]
    return needs


def _labour(quantity: Decimal, steps: Sequence[Step], locations: Mapping[int, Location]) -> Decimal:
    return sum(
        (quantity * s.run_minutes / MINUTES_OF_AN_HOUR * locations[s.location_id].cost_rate for s in steps),
        Decimal(0),
    )
