"""What an order costs and leaves over (III.2.1): pure numbers, each with the formula that made it.

Amounts are rounded half up to the cent once for each entry, in the cost currency; `rate` turns them into
the order's. Scrap: of what is issued the share is lost, so a need is quantity / (1 - scrap).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from takt.approval import refusals
from takt.conduct.canonical import decimal_text
from takt.conduct.refusals import Refused, refuse
from takt.factory.facts import OperationFacts, RateFacts, Structure

CENT = Decimal("0.01")
KINDS = ("material", "labour", "machine", "overhead", "subcontract")
WORST_SHARE = Decimal(-999)


@dataclass(frozen=True, slots=True)
class Cost:
    """One number of the budget: `formula` shows how it came, as in "2 x 12.30 = 24.60"."""

    kind: str
    item: str
    what: str
    formula: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class CostedLine:
    """An order line with its costs; amounts in the order's currency but `costs`, which are in the cost currency."""

    position: int
    item: str
    quantity: Decimal
    net_amount: Decimal
    costs: list[Cost]
    cost: Decimal
    margin: Decimal
    margin_share: Decimal


@dataclass(frozen=True, slots=True)
class Asked:
    """An order line as the budget sees it."""

    position: int
    item_id: UUID
    quantity: Decimal
    net_amount: Decimal


@dataclass(slots=True)
class Need:
    """How much of an item a line needs, and how that came."""

    quantity: Decimal = Decimal(0)
    formulas: list[str] = field(default_factory=list)

    def add(self, quantity: Decimal, formula: str) -> None:
        """So much more."""
        self.quantity += quantity
        self.formulas.append(formula)

    @property
    def formula(self) -> str:
        """The sum, in brackets when it has several parts."""
        joined = " + ".join(self.formulas)
        return f"({joined})" if len(self.formulas) > 1 else joined


def text(value: Decimal) -> str:
    """A number as it stands in a formula, to six decimals."""
    return decimal_text(value.quantize(Decimal("0.000001"), ROUND_HALF_UP))


def cents(value: Decimal) -> Decimal:
    """Rounded half up."""
    return value.quantize(CENT, ROUND_HALF_UP)


def share(part: Decimal, whole: Decimal) -> Decimal:
    """part / whole to six decimals; nothing of nothing is 0."""
    if not whole:
        return Decimal(0) if part >= 0 else WORST_SHARE
    return max(WORST_SHARE, (part / whole).quantize(Decimal("0.000001"), ROUND_HALF_UP))


def needs(line: Asked, structure: Structure) -> dict[UUID, Need]:
    """What the line needs of each item below it, itself first; each item once, after everything that uses it."""
    found: dict[UUID, Need] = defaultdict(Need)
    found[line.item_id].add(line.quantity, text(line.quantity))
    for item_id in structure.order:
        if item_id not in found:
            continue
        for part in structure.components(item_id):
            formula = f"{found[item_id].formula} x {text(part.quantity_per)}"
            if part.scrap_share:
                formula += f" / (1 - {text(part.scrap_share)})"
            wanted = found[item_id].quantity * part.quantity_per / (1 - part.scrap_share)
            found[part.component_id].add(wanted, formula)
    return found


def costs_of(line: Asked, structure: Structure, rates: Mapping[UUID, RateFacts]) -> list[Cost]:
    """Every cost of a line. Refused: NoCostRate, one for each operation without a rate."""
    found: list[Cost] = []
    for item_id, need in needs(line, structure).items():
        route = structure.routes.get(item_id)
        if route is not None:
            for operation in route.operations:
                found += _work(structure.items[item_id].number, operation, need, rates)
        if not structure.components(item_id) and (route is None or structure.items[item_id].standard_cost):
            found.append(_material(structure, item_id, need))
    return found


def _material(structure: Structure, item_id: UUID, need: Need) -> Cost:
    item = structure.items[item_id]
    terms = structure.terms.get(item_id)
    price = item.standard_cost or (terms.price if terms is not None else Decimal(0))
    amount = cents(need.quantity * price)
    return Cost("material", item.number, item.name, f"{need.formula} x {text(price)} = {amount}", amount)


def _work(item: str, operation: OperationFacts, need: Need, rates: Mapping[UUID, RateFacts]) -> list[Cost]:
    found: list[Cost] = []
    if operation.subcontract_cost:
        amount = cents(need.quantity * operation.subcontract_cost)
        formula = f"{need.formula} x {text(operation.subcontract_cost)} = {amount}"
        found.append(Cost("subcontract", item, operation.name, formula, amount))
    minutes = operation.setup_minutes + operation.run_minutes_per_unit * need.quantity
    if not minutes:
        return found
    rate = rates.get(operation.work_center_id)
    if rate is None:
        raise refuse(refusals.NoCostRate(operation=operation.name, item=item))
    run = f"({text(operation.setup_minutes)} + {text(operation.run_minutes_per_unit)} x {need.formula}) / 60"
    worked = Decimal(0)
    for kind, per_hour in (("labour", rate.labour_per_hour), ("machine", rate.machine_per_hour)):
        amount = cents(minutes / 60 * per_hour)
        worked += amount
        found.append(Cost(kind, item, operation.name, f"{run} x {text(per_hour)} = {amount}", amount))
    overhead = cents(worked * rate.overhead_share)
    formula = f"{worked} x {text(rate.overhead_share)} = {overhead}"
    return [*found, Cost("overhead", item, operation.name, formula, overhead)]


def cost_currency(structure: Structure, rates: Iterable[RateFacts], house: str) -> str:
    """The one currency of all costs. Refused: MixedCosts."""
    used = {rate.currency for rate in rates} | {
        i.currency for i in structure.items.values() if i.standard_cost
    }
    used |= {
        structure.terms[k].currency
        for k, i in structure.items.items()
        if not i.standard_cost and k in structure.terms
    }
    if len(used) > 1:
        raise Refused([refusals.MixedCosts(currencies=", ".join(sorted(used)))])
    return used.pop() if used else house


def costed_line(
    line: Asked, structure: Structure, rates: Mapping[UUID, RateFacts], rate: Decimal
) -> CostedLine:
    """A line with its costs and what it leaves over. `rate`: the order's currency for one of the cost currency."""
    costs = costs_of(line, structure, rates)
    cost = cents(sum((c.amount for c in costs), Decimal(0)) * rate)
    margin = line.net_amount - cost
    return CostedLine(
        position=line.position,
        item=structure.items[line.item_id].number,
        quantity=line.quantity,
        net_amount=line.net_amount,
        costs=costs,
        cost=cost,
        margin=margin,
        margin_share=share(margin, line.net_amount),
    )


def by_kind(lines: Iterable[CostedLine]) -> dict[str, Decimal]:
    """The sums of each kind of cost, in the cost currency."""
    sums = dict.fromkeys(KINDS, Decimal("0.00"))
    for line in lines:
        for cost in line.costs:
            sums[cost.kind] += cost.amount
    return sums
