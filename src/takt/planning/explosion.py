"""What an order needs made and bought: its lines taken apart by released bills into jobs (III.3.1 原材料).

Pure. A sub-assembly is taken from free stock as far as it is there; the rest becomes a job of its own for
its parent. What the customer ordered is always made (make to order); an ordered item that is bought becomes
a job without operations whose one need is the item itself, so that it is reserved and waited for alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, Decimal
from uuid import UUID

from takt.conduct.ids import uuid7
from takt.conduct.refusals import Refused
from takt.factory.facts import ItemFacts, OperationFacts, Structure
from takt.factory.models import Sourcing
from takt.planning.refusals import NoReleasedRoute

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Demand:
    """An order line: so much of an item by a date."""

    line_id: UUID
    item_id: UUID
    quantity: Decimal
    due: date


@dataclass(frozen=True, slots=True)
class Need:
    """So much of an item for a job, in the item's unit."""

    item_id: UUID
    quantity: Decimal


@dataclass(slots=True)
class JobDraft:
    """A job to be: `parent` is its parent's index in the list, -1 for what the customer ordered."""

    item: ItemFacts
    quantity: Decimal
    line_id: UUID | None
    parent: int
    due: date
    bill_id: UUID | None = None
    route_id: UUID | None = None
    steps: tuple[OperationFacts, ...] = ()
    needs: list[Need] = field(default_factory=list)
    id: UUID = field(default_factory=uuid7)


def minutes(step: OperationFacts, quantity: Decimal) -> int:
    """Whole minutes of an operation for so many units (set-up + run x quantity, rounded up), at least one."""
    exact = step.setup_minutes + step.run_minutes_per_unit * quantity
    return max(1, int(exact.to_integral_value(ROUND_CEILING)))


def explode(demands: Iterable[Demand], structure: Structure, free: Mapping[UUID, Decimal]) -> list[JobDraft]:
    """The jobs of an order, parents before their sub-jobs. `free`: free stock, drawn on for sub-assemblies only.

    Refused: NoReleasedRoute for every made item without a released route."""
    left = dict(free)
    jobs = [_job(structure, d.item_id, d.quantity, d.line_id, -1, d.due) for d in demands]
    lacking: dict[UUID, NoReleasedRoute] = {}
    for index, job in enumerate(jobs):  # grows while it is read
        if not _made(job.item):
            job.needs.append(Need(job.item.id, job.quantity))
            continue
        if not job.steps:
            lacking[job.item.id] = NoReleasedRoute(item=job.item.number)
        for item_id, quantity in _components(job, structure).items():
            jobs.extend(_component(structure, index, job, item_id, quantity, left))
    if lacking:
        raise Refused(lacking.values())
    return jobs


def _made(item: ItemFacts) -> bool:
    return item.sourcing == Sourcing.MAKE


def _job(
    structure: Structure, item_id: UUID, quantity: Decimal, line_id: UUID | None, parent: int, due: date
) -> JobDraft:
    item = structure.items[item_id]
    job = JobDraft(item, quantity, line_id, parent, due)
    if _made(item):
        bill, route = structure.bills.get(item_id), structure.routes.get(item_id)
        job.bill_id = bill.id if bill else None
        job.route_id = route.id if route else None
        job.steps = route.operations if route else ()
    return job


def _components(job: JobDraft, structure: Structure) -> dict[UUID, Decimal]:
    """What the job takes of each component, scrap included, rounded up to what its unit can count."""
    exact: dict[UUID, Decimal] = {}
    for line in structure.components(job.item.id):
        share = job.quantity * line.quantity_per / (1 - line.scrap_share)
        exact[line.component_id] = exact.get(line.component_id, NOTHING) + share
    return {i: _countable(q, structure.items[i].decimals) for i, q in exact.items()}


def _component(
    structure: Structure,
    index: int,
    parent: JobDraft,
    item_id: UUID,
    quantity: Decimal,
    left: dict[UUID, Decimal],
) -> Iterable[JobDraft]:
    taken = quantity
    if _made(structure.items[item_id]):
        taken = min(quantity, left.get(item_id, NOTHING))
        left[item_id] = left.get(item_id, NOTHING) - taken
    if taken > 0:
        parent.needs.append(Need(item_id, taken))
    if taken < quantity:
        yield _job(structure, item_id, quantity - taken, None, index, parent.due)


def _countable(quantity: Decimal, decimals: int) -> Decimal:
    return quantity.quantize(Decimal(1).scaleb(-min(decimals, 6)), ROUND_CEILING)
