"""The rows of a list in words, as far as a page has room for its columns."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.text import capfirst

from takt.conduct import reading
from takt.conduct.resources import Column, Resource
from takt.web.pages.shown import Cell, cell

# What a page has no room for: the exported files, REST and the row's own page have every column.
_NO_ROOM = (
    "origin currency net_amount tax_amount content_version round name_en tax_number hash content checklist letter_id"
    " letter_case about_id document_sha256 document_media_type measurements shortages instructions skill_code"
    " sequence duration_minutes job_quantity job_item_number inspection started_at ended_at item_revision"
    " lead_time_days standard_cost resolution resolved_by_name"
)
_IN_FILES_ONLY = frozenset(_NO_ROOM.split())
_NARROW_COLUMNS = 7  # as many fit on a phone's card


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading; the one by which the list is sorted leads to the other end."""

    text: str
    is_number: bool
    sorts: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row: where its page is, the cell that names it, and the others with their class."""

    address: str
    first: Cell
    others: list[tuple[Cell, str]]


def columns_of(page: reading.Page) -> list[Column]:
    """The columns that a page shows."""
    return [c for c in page.columns if c.name not in _IN_FILES_ONLY]


def headings_of(resource: Resource, page: reading.Page) -> list[Heading]:
    """The headings of the columns; where no shown column sorts, the first one does."""
    shown = columns_of(page)
    field = reading.order_of(resource)[0].name
    by = next((c for c in shown if c.path == field), shown[0])
    looks = [cell(page.rows[0], c).look for c in shown] if page.rows else [""] * len(shown)
    return [
        Heading(capfirst(str(c.heading)), look == "number", c is by)
        for c, look in zip(shown, looks, strict=True)
    ]


def rows_of(resource: Resource, page: reading.Page) -> list[Row]:
    """The rows in words."""
    shown = columns_of(page)
    return [_row(address_of(resource, row), [cell(row, c) for c in shown]) for row in page.rows]


def address_of(resource: Resource, row: models.Model) -> str:
    """Where a row's page is."""
    reference = reading.reference_of(row)
    if resource.name == "orders":
        return reverse("order", args=[reference])
    return reverse("row", args=[resource.name, row.pk if "/" in reference else reference])


def _row(address: str, cells: list[Cell]) -> Row:
    return Row(address, cells[0], [(c, _class(c, at)) for at, c in enumerate(cells[1:], start=2)])


def _class(shown: Cell, at: int) -> Any:
    return f"{shown.look}{' wide-only' if at > _NARROW_COLUMNS and not shown.tone else ''}".strip()
