"""What the factory's reads answer: plain frozen facts, keyed by item id."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item. `decimals`: how many decimals a quantity may have. `standard_cost`: of one unit, in `currency`."""

    id: UUID
    number: str
    name: str
    name_en: str
    sourcing: str
    unit: str
    decimals: int
    standard_cost: Decimal
    currency: str
    lead_time_days: int
    retired: bool


@dataclass(frozen=True, slots=True)
class BillLineFacts:
    """A component: `quantity_per` one unit of the item, in the component's unit; `scrap_share` of it is lost."""

    position: int
    component_id: UUID
    quantity_per: Decimal
    scrap_share: Decimal


@dataclass(frozen=True, slots=True)
class BillFacts:
    """A released bill of material."""

    id: UUID
    number: int
    lines: tuple[BillLineFacts, ...]


@dataclass(frozen=True, slots=True)
class OperationFacts:
    """An operation of a released route; `subcontract_cost` is per unit, in the item's currency."""

    id: UUID
    sequence: int
    name: str
    name_en: str
    work_center_id: UUID
    setup_minutes: Decimal
    run_minutes_per_unit: Decimal
    skill_id: UUID | None
    inspection: bool
    instructions: str
    subcontract_cost: Decimal


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """A released route."""

    id: UUID
    number: int
    operations: tuple[OperationFacts, ...]


@dataclass(frozen=True, slots=True)
class TermsFacts:
    """A supplier's terms for one unit of an item."""

    supplier_id: UUID
    supplier: str
    lead_time_days: int
    price: Decimal
    currency: str
    least_quantity: Decimal


@dataclass(frozen=True, slots=True)
class Structure:
    """Items with everything below them. `items` holds every item in reach; the rest is keyed by item id.

    An item without a key in `bills` (or `routes`, `terms`) has no released bill (route, terms).
    `order` lists all item ids so that each stands before its components.
    """

    items: dict[UUID, ItemFacts]
    bills: dict[UUID, BillFacts]
    routes: dict[UUID, RouteFacts]
    terms: dict[UUID, TermsFacts]
    order: tuple[UUID, ...]

    def components(self, item_id: UUID) -> tuple[BillLineFacts, ...]:
        """The lines of an item's released bill; none when it has none."""
        bill = self.bills.get(item_id)
        return bill.lines if bill else ()

    def work_center_ids(self) -> set[UUID]:
        """Every work centre that a route in the structure passes."""
        return {operation.work_center_id for route in self.routes.values() for operation in route.operations}

    def operations(self) -> Iterator[tuple[UUID, OperationFacts]]:
        """Every operation with its item."""
        for item_id, route in self.routes.items():
            for operation in route.operations:
                yield item_id, operation


@dataclass(frozen=True, slots=True)
class RateFacts:
    """What an hour at a work centre costs; overhead is a share of labour and machine cost together."""

    work_center_id: UUID
    valid_from: date
    labour_per_hour: Decimal
    machine_per_hour: Decimal
    overhead_share: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """A machine in use: `lane` is its number in the plan's slots."""

    id: UUID
    code: str
    name: str
    work_center_id: UUID
    calendar_id: UUID
    lane: int


@dataclass(frozen=True, slots=True)
class QualifiedPerson:
    """Somebody who has a skill at the time asked for."""

    id: UUID
    name: str
