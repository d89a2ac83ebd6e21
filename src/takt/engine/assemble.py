"""A Problem out of plain rows: what the planning clause (III.3) hands over."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from takt.engine.errors import ProblemError
from takt.engine.intervals import LIMIT, IntArray
from takt.engine.problem import (
    ANY_MACHINE,
    ANYBODY,
    NO_DUE,
    NO_MINUTE,
    NO_TRANSFER,
    NOBODY,
    Problem,
    Resource,
    Tool,
)
from takt.engine.weights import Weights


class Alternative(NamedTuple):
    """One way to do an operation: a machine, its working minutes there, and the skill pool (None: needs
    nobody)."""

    machine: int
    duration_minutes: int
    people: tuple[int, ...] | None = None


class Place(NamedTuple):
    """Where an operation is: pinned as far as given, or as published."""

    machine: int = ANY_MACHINE
    person: int = ANYBODY
    start: int = NO_MINUTE


class Operation(NamedTuple):
    """An operation of a job. ``release``: the minute from which its material is there; ``tools``: (tool, units) it
    takes; ``remaining_minutes``: above 0 when it is in progress on its pinned machine."""

    job: int
    alternatives: Sequence[Alternative]
    release: int = 0
    family: int = 0
    tools: Sequence[tuple[int, int]] = ()
    pinned: Place = Place()
    published: Place = Place(person=NOBODY)
    remaining_minutes: int = 0


class Job(NamedTuple):
    """An order's line, or a part made for it. ``due``: the minute by which it should have ended."""

    due: int = NO_DUE
    priority: int = 1


class Precedence(NamedTuple):
    """``successor`` starts ``lag_minutes`` of clock time (drying, transport) after ``predecessor`` ends, or
    later. With ``transfer_minutes`` they overlap: see ``Problem``."""

    predecessor: int
    successor: int
    lag_minutes: int = 0
    transfer_minutes: int = NO_TRANSFER


def assemble(
    operations: Sequence[Operation],
    jobs: Sequence[Job],
    machines: Sequence[Resource],
    people: Sequence[Resource] = (),
    precedence: Iterable[Precedence] = (),
    *,
    setups: npt.NDArray[np.int64] | None = None,
    tools: Sequence[Tool] = (),
    fence: int = NO_MINUTE,
    weights: Weights | None = None,
) -> Problem:
    """The Problem of these rows; indexes count from 0 in the order given. Where all else is equal, the alternative,
    and the person of a pool, that is named first is preferred. Raises ProblemError, CyclicPrecedenceError."""
    pools: dict[tuple[int, ...], int] = {}
    rows = [row for operation in operations for row in operation.alternatives]
    return Problem(
        operation_jobs=_row("operation_jobs", [operation.job for operation in operations]),
        releases=_row("releases", [operation.release for operation in operations]),
        alternative_offsets=np.cumsum([0] + [len(operation.alternatives) for operation in operations]),
        alternative_machines=_row("machine", [row.machine for row in rows]),
        alternative_minutes=_row("duration_minutes", [row.duration_minutes for row in rows]),
        alternative_pools=_row("people", [_pool(row.people, pools) for row in rows]),
        pools=tuple(pools),
        due=_row("due", [job.due for job in jobs]),
        priorities=_row("priority", [job.priority for job in jobs]),
        machines=tuple(machines),
        people=tuple(people),
        setups=np.zeros((0, 1, 1), np.int64) if setups is None else setups,
        tools=tuple(tools),
        fence=fence,
        weights=weights or Weights(),
        **_edges(list(precedence)),
        **_features(operations),
    )


def _edges(edges: list[Precedence]) -> dict[str, IntArray]:
    return {
        "predecessors": _row("predecessor", [edge.predecessor for edge in edges]),
        "successors": _row("successor", [edge.successor for edge in edges]),
        "lags": _row("lag_minutes", [edge.lag_minutes for edge in edges]),
        "transfers": _row("transfer_minutes", [edge.transfer_minutes for edge in edges]),
    }


def _features(operations: Sequence[Operation]) -> dict[str, IntArray]:
    """The fields that most operations leave as they are."""
    needs = [need for operation in operations for need in operation.tools]
    return {
        "families": _row("family", [operation.family for operation in operations]),
        "need_offsets": np.cumsum([0] + [len(operation.tools) for operation in operations]),
        "need_tools": _row("tool", [tool for tool, _ in needs]),
        "need_units": _row("units", [units for _, units in needs]),
        "remaining_minutes": _row("remaining_minutes", [each.remaining_minutes for each in operations]),
        **_places("pinned", [operation.pinned for operation in operations]),
        **_places("published", [operation.published for operation in operations]),
    }


def _places(kind: str, places: list[Place]) -> dict[str, IntArray]:
    return {
        f"{kind}_machines": _row(f"{kind}_machine", [place.machine for place in places]),
        f"{kind}_people": _row(f"{kind}_person", [place.person for place in places]),
        f"{kind}_starts": _row(f"{kind}_start", [place.start for place in places]),
    }


def _row(field: str, values: list[int]) -> IntArray:
    for at, value in enumerate(values):
        if type(value) is not int or abs(value) > 2 * LIMIT:
            expected = f"a whole number within +-{LIMIT}"
            raise ProblemError(kind=field, index=at, field=field, value=repr(value), expected=expected)
    return np.array(values, dtype=np.int64)


def _pool(people: tuple[int, ...] | None, pools: dict[tuple[int, ...], int]) -> int:
    return NOBODY if people is None else pools.setdefault(tuple(people), len(pools))
