"""Explosion of bills of material (III.3.1 原材料): summed over many demands, or as the tree of one order."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic

from takt.engine.bill import Bill, K
from takt.engine.errors import BillError
from takt.engine.quantities import from_micro, to_micro


@dataclass(frozen=True, slots=True)
class Requirement:
    """What is needed of an item, what stock and expected receipts cover, and what remains to be made or
    bought."""

    gross: Decimal
    covered: Decimal
    net: Decimal


@dataclass(frozen=True, slots=True)
class Node(Generic[K]):
    """A sub-job of one order. ``parent``: index of its parent's node (-1: the order's own item); ``level``:
    its depth; ``line``: index among the bill's components of the line that asks for it (-1: none)."""

    item: K
    quantity: Decimal
    parent: int
    level: int
    line: int


def gross_requirements(bill: Bill[K], demand: Mapping[K, Decimal]) -> dict[K, Decimal]:
    """Gross requirement of every item needed for ``demand`` (itself included), parents first, each bill
    read once."""
    return {item: requirement.gross for item, requirement in net_requirements(bill, demand).items()}


def net_requirements(
    bill: Bill[K],
    demand: Mapping[K, Decimal],
    on_hand: Mapping[K, Decimal] | None = None,
    receipts: Mapping[K, Decimal] | None = None,
) -> dict[K, Requirement]:
    """Requirement of every item needed, level by level: only what stock and receipts leave uncovered is
    exploded.

    Stock and receipts count as there in time: dates are the scheduler's business. Raises BillError.
    """
    gross = {item: to_micro(quantity, item, "demand") for item, quantity in demand.items()}
    supply = _sum(on_hand or {}, receipts or {})
    loose = [item for item in gross if item not in bill.low_level_codes]
    needed: dict[K, Requirement] = {}
    for item in [*bill.items, *loose]:
        wanted = gross.get(item, 0)
        if not wanted:
            continue
        covered = min(wanted, supply.get(item, 0))
        needed[item] = Requirement(from_micro(wanted), from_micro(covered), from_micro(wanted - covered))
        for line in bill.components(item):
            gross[line.item] = gross.get(line.item, 0) + line.needed(wanted - covered)
    return needed


def _sum(on_hand: Mapping[K, Decimal], receipts: Mapping[K, Decimal]) -> dict[K, int]:
    supply = {item: to_micro(quantity, item, "on_hand") for item, quantity in on_hand.items()}
    for item, quantity in receipts.items():
        supply[item] = supply.get(item, 0) + to_micro(quantity, item, "receipts")
    return supply


def order_tree(bill: Bill[K], item: K, quantity: Decimal, limit: int = 1_000_000) -> list[Node[K]]:
    """The tree of one order, parents before their components: every node knows what it is for (pegging).

    A component used in two places is two nodes. Raises BillError for a quantity that is not above 0, and
    for a tree of more than ``limit`` nodes."""
    top = to_micro(quantity, item, "quantity")
    if top == 0:
        raise BillError(item=item, field="quantity", value=quantity, expected="more than 0")
    nodes, amounts = [Node(item, from_micro(top), -1, 0, -1)], [top]
    for at, node in enumerate(nodes):  # grows while it is read: breadth first
        for line in bill.components(node.item):
            amount = line.needed(amounts[at])
            nodes.append(Node(line.item, from_micro(amount), at, node.level + 1, line.index))
            amounts.append(amount)
        if len(nodes) > limit:
            raise BillError(item=item, field="tree", value=f"{len(nodes)} nodes", expected=f"at most {limit}")
    return nodes
