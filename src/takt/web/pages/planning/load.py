"""负荷: how full each work centre is, week by week; a cell opens the operations that take its time (III.3.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from takt.conduct import reading
from takt.conduct.clock import now
from takt.conduct.refusals import InvalidInput, refuse
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.factory.models import WorkCenter
from takt.planning.models import Operation
from takt.planning.weeks import FULL, CenterWeek, mondays, operations_in, weekly_load
from takt.web.pages.access import signed_in

STEPS = 5
"""Shades of the table, from an empty week to a full one; a sixth is for more than full."""
MOST_OPERATIONS = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """A week of a work centre: hours open and taken, the share in percent (None: shut), its shade, its address."""

    begins: date
    open_hours: float
    taken_hours: float
    percent: int | None
    shade: str
    address: str
    is_chosen: bool

    @property
    def is_full(self) -> bool:
        """Whether little room is left."""
        return self.shade in ("full", "over")


@dataclass(frozen=True, slots=True)
class Row:
    """A work centre and its weeks; `percent` of all its open hours are taken."""

    center: WorkCenter
    cells: list[Cell]
    percent: int | None


@signed_in
def load(request: HttpRequest, reader: Person) -> HttpResponse:
    """The table, and below it the operations of the cell that is asked for."""
    reading.readable_rows(RESOURCES["operations"], reader)
    at = now()
    chosen = request.GET.get("work_center", ""), request.GET.get("week", "")
    machines, weeks = weekly_load(at)
    rows = [_row(center, list(cells), chosen) for center, cells in groupby(weeks, key=lambda w: w.center)]
    found = next(((r, c) for r in rows for c in r.cells if c.is_chosen), None)
    if any(chosen) and found is None:
        raise refuse(_unknown(chosen, rows))
    context = {
        "rows": rows,
        "weeks": [(week.date(), (week + timedelta(days=6)).date()) for week in mondays(at)[:-1]],
        "machines": machines,
        "full_percent": round(FULL * 100),
        "full": sum(c.is_full for r in rows for c in r.cells),
        "chosen": found,
        "operations": _operations(*found) if found else [],
    }
    return render(request, "planning/load.html", context)


def _unknown(chosen: tuple[str, str], rows: list[Row]) -> InvalidInput:
    """The work centre or the week is none of those shown."""
    codes = [r.center.code for r in rows]
    if chosen[0] not in codes:
        return InvalidInput(
            given=chosen[0][:40], where="work_center", expectation=", ".join(codes) or _("a work centre")
        )
    days = ", ".join(c.begins.isoformat() for c in rows[0].cells)
    return InvalidInput(given=chosen[1][:40], where="week", expectation=days)


def _operations(row: Row, cell: Cell) -> list[Operation]:
    week = next(m for m in mondays(now()) if m.date() == cell.begins)
    return list(operations_in(row.center, (max(now(), week), week + timedelta(days=7)))[:MOST_OPERATIONS])


def _row(center: WorkCenter, weeks: Iterable[CenterWeek], chosen: tuple[str, str]) -> Row:
    weeks = list(weeks)
    opened, taken = sum(w.open_minutes for w in weeks), sum(w.taken_minutes for w in weeks)
    return Row(center, [_cell(w, chosen) for w in weeks], round(100 * taken / opened) if opened else None)


def _cell(week: CenterWeek, chosen: tuple[str, str]) -> Cell:
    code, day = week.center.code, week.begins.isoformat()
    return Cell(
        week.begins,
        round(week.open_minutes / 60, 1),
        round(week.taken_minutes / 60, 1),
        None if week.share is None else round(100 * week.share),
        _shade(week.share),
        f"?work_center={code}&week={day}#operations",
        chosen == (code, day),
    )


def _shade(share: float | None) -> str:
    if share is None:
        return "shut"
    if share > 1:
        return "over"
    return "full" if share >= FULL else str(min(int(share / FULL * STEPS), STEPS - 1))
