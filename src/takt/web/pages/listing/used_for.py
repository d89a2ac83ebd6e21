"""What a row is used for: the rows of other lists that hold it, on the page of every row that stands in this table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import OrderBy
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from takt.conduct import reading
from takt.conduct.refusals import Sentence
from takt.conduct.resources import RESOURCES, Column, Resource
from takt.departments.models import Person
from takt.web.pages.listing.detail_words import Link, Table
from takt.web.pages.listing.rows import address_of
from takt.web.pages.shown import cell

MOST = 10
_ALL, _OPEN, _DONE = Q(), Q(slot__isnull=False), Q(ended_at__isnull=False)


@dataclass(frozen=True, slots=True)
class Use:
    """Rows of the list `of` that hold the row in their field `by`: which `columns` are shown (paths), in which order, and
    only which. `all_by`: the filter of that list that shows all of them ("" has none)."""

    of: str
    by: str
    title: Sentence
    columns: str
    order: str
    only: Q = _ALL
    all_by: str = ""


_BY_CLOCK = "planned_start"
USES: dict[str, tuple[Use, ...]] = {
    "machines": (
        Use("operations", "machine", _("What comes next"), "number order.number name person.name planned_start planned_end state", _BY_CLOCK, _OPEN, "machine"),
        Use("operations", "machine", _("Done lately"), "number order.number name person.name started_at ended_at good_quantity scrap_quantity", "-ended_at", _DONE, "machine"),
    ),
    "work-centers": (
        Use("operations", "work_center", _("What comes next"), "number order.number name machine.code person.name planned_start planned_end state", _BY_CLOCK, _OPEN, "work_center"),
    ),
    "people": (
        Use("operations", "person", _("What comes next"), "number order.number name machine.code planned_start planned_end state", _BY_CLOCK, _OPEN, "person"),
    ),
    "units": (Use("items", "unit", _("Items counted in it"), "number name sourcing drawing_number", "number"),),
    "skills": (
        Use("qualifications", "skill", _("Who has it"), "person.name since until attested_by.name", "person__name", all_by="skill"),
        Use("operations", "skill", _("Work that needs it"), "number order.number name person.name planned_start state", _BY_CLOCK, _OPEN),
    ),
    "suppliers": (
        Use("expected-receipts", "supplier", _("On its way"), "number item.number item.name quantity received_quantity due", "due", Q(closed_at__isnull=True)),
        Use("expected-receipts", "supplier", _("Delivered lately"), "number item.number quantity received_quantity due closed_at", "-closed_at", Q(closed_at__isnull=False)),
    ),
    "carriers": (
        Use("shipments", "carrier", _("Shipments"), "number order.number state tracking_number expected_arrival shipped_at received_on", "-packed_at"),
    ),
    "scrap-reasons": (
        Use("bookings", "scrap_reason", _("Scrap booked with it"), "operation.number order.number scrap_quantity note booked_by.name booked_at", "-booked_at", all_by="scrap_reason"),
    ),
    "addresses": (
        Use("orders", "ship_to", _("Orders to it"), "number state customer_order_number requested_date promised_date", "-entered_at"),
    ),
    "contacts": (
        Use("orders", "contact", _("Orders with this contact"), "number state customer_order_number requested_date promised_date", "-entered_at"),
    ),
    "plans": (
        Use("jobs", "plan", _("Production jobs"), "number item.number item.name quantity due_at finished_at", "number", all_by="plan"),
    ),
}  # fmt: skip


def used_for(resource: Resource, row: models.Model, reader: Person) -> list[Table]:
    """The tables of a row's page, as far as the reader may see the lists; one query each. Empty tables are left out."""
    uses = (use for use in USES.get(resource.name, ()) if reading.may_read(RESOURCES[use.of], reader))
    return [table for table in (_table(use, row, reader) for use in uses) if table.rows]


def _table(use: Use, row: models.Model, reader: Person) -> Table:
    resource = RESOURCES[use.of]
    shown = list(_columns(use, resource, reader))
    rows = reading.readable_rows(resource, reader).filter(use.only, **{use.by: row})
    found = rows.order_by(_nulls_last(use.order), "pk")[: MOST + 1]
    cells = [_cells(resource, each, shown) for each in list(found)]
    more = (
        f"{reverse('list', args=[use.of])}?{use.all_by}={row.pk}" if use.all_by and len(cells) > MOST else ""
    )
    return Table(
        str(use.title), [str(capfirst(str(c.heading))) for c in shown], cells[:MOST], more, len(cells) > MOST
    )


def _columns(use: Use, resource: Resource, reader: Person) -> Iterator[Column]:
    known = {c.path: c for c in reading.columns_for(resource, reader)}
    return (known[path] for path in use.columns.split() if path in known)


def _cells(resource: Resource, row: Any, shown: list[Column]) -> list[Link]:
    """The first cell leads to the row."""
    links = [Link(cell(row, column), "") for column in shown]
    return [Link(links[0].cell, address_of(resource, row)), *links[1:]]


def _nulls_last(order: str) -> OrderBy:
    field = F(order.removeprefix("-"))
    return field.desc(nulls_last=True) if order.startswith("-") else field.asc(nulls_last=True)
