"""Who may ask which figure, and the answers: for pages, REST and the command line alike."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from takt.conduct.actors import Actor, ActorKind, Department
from takt.conduct.exports import TooManyRows
from takt.conduct.reading import serves
from takt.conduct.refusals import InvalidInput, NotYourDepartment, NotYours, refuse
from takt.exchange.tables import MAX_ROWS
from takt.records.dossier import sees_money
from takt.records.figures import (
    entered,
    first_pass,
    in_progress,
    late,
    lead_time,
    load,
    on_time,
    satisfaction,
    waiting,
)
from takt.records.figures.courses import bring_up_to_date
from takt.records.figures.figure import Figure, Reading, found, without_money
from takt.records.figures.question import Question

_MODULES = (on_time, late, in_progress, lead_time, waiting, load, satisfaction, first_pass, entered)
FIGURES: Mapping[str, Figure] = {m.FIGURE.name: m.FIGURE for m in _MODULES}
READS_ALL = frozenset({Department.MANAGEMENT, Department.ADMINISTRATION})


def may_read(figure: Figure, reader: Actor) -> bool:
    """Management and administration read every figure, the head of a department those of the department."""
    if reader.kind == ActorKind.SYSTEM:
        return True
    if reader.kind == ActorKind.CUSTOMER:
        return False
    heads = {Department(d) for d in getattr(reader, "head_of", ())}
    return bool(READS_ALL & {Department(d) for d in serves(reader)}) or bool(figure.heads & heads)


def readable_figures(reader: Actor) -> list[Figure]:
    """The figures that somebody may read; none for those who read no figures."""
    return [f for f in FIGURES.values() if may_read(f, reader)]


def figure_for(name: str, reader: Actor) -> Figure:
    """The figure of a name. Refused: NotYours for an unknown one and for customers, NotYourDepartment."""
    figure = FIGURES.get(name)
    if figure is None or reader.kind == ActorKind.CUSTOMER:
        raise refuse(NotYours(reference=name[:120], kind=_("figure")))
    if not may_read(figure, reader):
        heads = ", ".join(
            _("head of %(department)s") % {"department": d.label} for d in Department if d in figure.heads
        )
        needs = f"{Department.MANAGEMENT.label}, {Department.ADMINISTRATION.label}, {heads}"
        yours = ", ".join(str(Department(d).label) for d in serves(reader)) or _("no department")
        raise refuse(NotYourDepartment(action=str(figure.title), needs=needs, yours=yours))
    return figure


def read(name: str, question: Question, reader: Actor, *, is_fresh: bool = False) -> tuple[Figure, Reading]:
    """A figure's answer as far as the reader may see it; `is_fresh`: the courses were just brought up to date."""
    figure = figure_for(name, reader)
    if not is_fresh:
        bring_up_to_date()
    reading = figure.answer(question)
    return figure, reading if sees_money(reader) else without_money(figure, reading)


def rows_behind(
    name: str,
    question: Question,
    reader: Actor,
    *,
    group: str = "",
    bucket: str = "",
    first: int = 0,
    limit: int = MAX_ROWS,
) -> tuple[Figure, list[dict[str, Any]]]:
    """The rows behind a figure, or behind a part of it (`group`, `bucket` as its parts name them), from number `first` on.

    Refused: TooManyRows when all are asked for and there are more than a file holds; InvalidInput.
    """
    figure = figure_for(name, reader)
    if group and not figure.groups and name != "load":
        raise refuse(
            InvalidInput(given=group[:60], where="group", expectation=_("nothing: this figure has no groups"))
        )
    if group and figure.groups and group not in figure.groups:
        raise refuse(InvalidInput(given=group[:60], where="group", expectation=", ".join(figure.groups)))
    bring_up_to_date()
    made = figure.rows(question, group, bucket)
    statement = f"{made.statement} limit %(limit)s offset %(skip)s"
    rows = found(statement, made.values | {"limit": limit + 1, "skip": first})
    if limit == MAX_ROWS and len(rows) > MAX_ROWS:
        raise refuse(TooManyRows(limit=MAX_ROWS))
    return figure, rows
