"""The CSV twin: one row an operation, UTF-8 with commas, the same column names in every language (programs read it)."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from takt.exchange.lines.facts import (
    STATES,
    LinePerformance,
    LineSchedule,
    OperationActual,
    ProductionRequest,
    ScheduledOperation,
)
from takt.exchange.lines.faults import MessageFault
from takt.exchange.lines.values import (
    in_order,
    one_of,
    quantity_of,
    quantity_text,
    time_of,
    time_text,
    whole_of,
)
from takt.exchange.tables.neutral import neutralise, restore

SCHEDULE_COLUMNS = (
    "schedule", "version", "published_at", "request", "order", "item", "quantity", "unit", "priority", "operation",
    "name", "start", "end", "work_center", "machine", "skill", "person", "minutes", "state",
)  # fmt: skip
REPORT_COLUMNS = (
    "report", "schedule", "operation", "state", "start", "end", "machine", "person", "good_quantity", "scrap_quantity",
)  # fmt: skip
OUR_STATES = {state: state for state in STATES}


def schedule_csv(schedule: LineSchedule) -> bytes:
    """A line schedule."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(SCHEDULE_COLUMNS)
    for request in schedule.requests:
        for operation in request.operations:
            writer.writerow([neutralise(cell) for cell in _cells(schedule, request, operation)])
    return out.getvalue().encode("utf-8-sig")


def _cells(schedule: LineSchedule, request: ProductionRequest, operation: ScheduledOperation) -> list[str]:
    published = time_text(schedule.published_at) if schedule.published_at else ""
    return [
        schedule.number, schedule.version, published, request.number, request.order, request.item,
        quantity_text(request.quantity), request.unit, str(request.priority), operation.number, operation.name,
        time_text(operation.start), time_text(operation.end), operation.work_center, operation.machine,
        operation.skill, operation.person, str(operation.minutes), operation.state,
    ]  # fmt: skip


class _Row:
    """One row by column name, with its line in the file."""

    def __init__(self, cells: dict[str, str], line: int) -> None:
        self.cells, self.line = cells, line

    def text(self, name: str) -> str:
        return restore(self.cells.get(name, "").strip())

    def needed(self, name: str) -> str:
        if not self.text(name):
            raise MessageFault(name, "", "a text", self.line)
        return self.text(name)

    def time(self, name: str) -> datetime | None:
        return time_of(self.text(name), name, self.line) if self.text(name) else None

    def needed_time(self, name: str) -> datetime:
        return time_of(self.needed(name), name, self.line)

    def quantity(self, name: str) -> Decimal | None:
        return quantity_of(self.text(name), name, self.line) if self.text(name) else None

    def whole(self, name: str, otherwise: int) -> int:
        return whole_of(self.text(name), name, self.line) if self.text(name) else otherwise


def read(content: bytes) -> LineSchedule | LinePerformance:
    """A schedule or a report, told apart by their columns. Raises MessageFault with line and column."""
    rows = list(_rows(content))
    if not rows:
        raise MessageFault("the file", "", "a row for each operation", 2)
    if set(rows[0].cells) >= {"report", "operation", "state"}:
        return _performance(rows)
    missing = [
        name for name in ("schedule", "request", "operation", "start", "end") if name not in rows[0].cells
    ]
    if missing:
        raise MessageFault("the header", ",".join(rows[0].cells), f"a column {missing[0]}", 1)
    return _schedule(rows)


def _rows(content: bytes) -> Iterator[_Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MessageFault("the file", "", "UTF-8", content[: error.start].count(b"\n") + 1) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        for cells in reader:
            if len(cells) > len(header):
                raise MessageFault(
                    "the row", f"{len(cells)} cells", f"at most {len(header)}", reader.line_num
                )
            if any(cells):
                yield _Row(dict(zip(header, cells, strict=False)), reader.line_num)
    except csv.Error as error:
        raise MessageFault("the row", str(error), "cells between commas", reader.line_num) from error


def _schedule(rows: list[_Row]) -> LineSchedule:
    names = {row.needed("schedule"): row.line for row in rows}
    if len(names) > 1:
        other, line = list(names.items())[1]
        raise MessageFault("schedule", other, f"{rows[0].text('schedule')} as in the first row", line)
    groups = groupby(rows, key=lambda row: row.needed("request"))
    requests = tuple(_request(number, list(group)) for number, group in groups)
    first = rows[0]
    return LineSchedule(first.text("schedule"), first.text("version"), first.time("published_at"), requests)


def _request(number: str, rows: list[_Row]) -> ProductionRequest:
    first = rows[0]
    return ProductionRequest(
        number=number,
        order=first.text("order"),
        item=first.text("item"),
        quantity=first.quantity("quantity") or Decimal(0),
        unit=first.text("unit"),
        operations=tuple(_operation(row) for row in rows),
        priority=first.whole("priority", 1),
        line=first.line,
    )


def _operation(row: _Row) -> ScheduledOperation:
    start, end = row.needed_time("start"), row.needed_time("end")
    in_order(start, end, "end", row.line)
    return ScheduledOperation(
        number=row.needed("operation"),
        name=row.text("name"),
        start=start,
        end=end,
        work_center=row.text("work_center"),
        machine=row.text("machine"),
        skill=row.text("skill"),
        person=row.text("person"),
        minutes=row.whole("minutes", 0),
        state=one_of(row.text("state") or "waiting", OUR_STATES, "state", row.line),
        line=row.line,
    )


def _performance(rows: list[_Row]) -> LinePerformance:
    first = rows[0]
    return LinePerformance(
        first.needed("report"), first.text("schedule"), None, tuple(_actual(row) for row in rows)
    )


def _actual(row: _Row) -> OperationActual:
    start, end = row.time("start"), row.time("end")
    if start is not None and end is not None:
        in_order(start, end, "end", row.line)
    return OperationActual(
        number=row.needed("operation"),
        state=one_of(row.needed("state"), OUR_STATES, "state", row.line),
        start=start,
        end=end,
        machine=row.text("machine"),
        person=row.text("person"),
        good_quantity=row.quantity("good_quantity"),
        scrap_quantity=row.quantity("scrap_quantity"),
        line=row.line,
    )
