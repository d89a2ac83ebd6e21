"""The feasibility study of an order: load against capacity with and without it, shortages, the earliest day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from takt.conduct.refusals import REFUSALS
from takt.records.evidence import Evidence
from takt.web.pages.order.head import moment

FULL_PERCENT = 100
TIGHT_PERCENT = 85


@dataclass(frozen=True, slots=True)
class Load:
    """A work centre in a week, in minutes; percentages of the open time (None: nothing is open)."""

    id: str
    work_center: str
    week: str
    open_minutes: int
    taken_minutes: int
    with_order_minutes: int

    @property
    def order_minutes(self) -> int:
        """What the order adds."""
        return self.with_order_minutes - self.taken_minutes

    @property
    def before(self) -> int | None:
        """Load without the order, in percent."""
        return _percent(self.taken_minutes, self.open_minutes)

    @property
    def after(self) -> int | None:
        """Load with the order, in percent."""
        return _percent(self.with_order_minutes, self.open_minutes)

    @property
    def tone(self) -> str:
        """Red when more is asked than is open, yellow when it is tight."""
        after = self.after
        if after is None or after > FULL_PERCENT:
            return "red"
        return "yellow" if after >= TIGHT_PERCENT else "green"


@dataclass(frozen=True, slots=True)
class StudyPart:
    """The newest study, and of which version."""

    version: int
    made_at: datetime | None
    hash: str
    feasible: bool
    earliest: date | None
    load: list[Load]
    shortages: list[Mapping[str, Any]]
    obstacles: list[str]
    chart: dict[str, Any] = field(default_factory=dict)


def study_of(seen: Evidence) -> StudyPart | None:
    """None when there is none or the reader may not see it."""
    if seen.study is None:
        return None
    study, earliest = seen.study["study"], seen.study["earliest_date"]
    load = [_load(i, week) for i, week in enumerate(study["load"])]
    return StudyPart(
        version=seen.study["version"],
        made_at=moment(seen.study["made_at"]),
        hash=seen.study["hash"],
        feasible=seen.study["feasible"],
        earliest=date.fromisoformat(earliest) if earliest else None,
        load=load,
        shortages=study["shortages"],
        obstacles=[_sentence(o) for o in study["obstacles"]],
        chart=_chart(load),
    )


def _load(number: int, week: Mapping[str, Any]) -> Load:
    names = ("work_center", "week", "open_minutes", "taken_minutes", "with_order_minutes")
    return Load(f"load-{number}", *(week[n] for n in names))


def _percent(part: int, whole: int) -> int | None:
    return round(part * 100 / whole) if whole else (None if part else 0)


def _sentence(refusal: Mapping[str, Any]) -> str:
    """A refusal kept in the study, in the reader's language."""
    known = REFUSALS.get(refusal.get("code", ""))
    try:
        return (
            str(known.sentence) % refusal.get("facts", refusal) if known else str(refusal.get("sentence", ""))
        )
    except (KeyError, TypeError, ValueError):  # kept under an older wording
        return str(refusal.get("sentence") or refusal.get("code"))


def _chart(load: list[Load]) -> dict[str, Any]:
    """Weeks across, work centres down, coloured by load with the order; each cell opens its row."""
    if not load:
        return {}
    weeks, centers = sorted({w.week for w in load}), sorted({w.work_center for w in load}, reverse=True)
    cells = [
        {
            "value": [
                weeks.index(w.week),
                centers.index(w.work_center),
                FULL_PERCENT + 1 if w.after is None else w.after,
            ],
            "before": w.before,
            "opens": w.id,
        }
        for w in load
    ]
    return {"type": "load", "weeks": weeks, "centers": centers, "cells": cells}
