"""Refusals of single values: which row, which field, what was there, what was expected."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from takt.engine.errors import ProblemError
from takt.engine.intervals import IntArray, whole_numbers

Namer = Callable[[int], tuple[str, int, str]]


def flat(name: str, values: Any) -> IntArray:
    """``values`` as a read-only int64 array. Raises ProblemError."""
    array = whole_numbers(values)
    if array is None:
        value = repr(values)[:80]
        raise ProblemError(
            kind="problem", index="-", field=name, value=value, expected="whole numbers in a row"
        )
    return array


def each(kind: str, field: str) -> Namer:
    """Row ``at`` is the ``at``-th of its kind."""
    return lambda at: (kind, at, field)


def within(values: IntArray, low: int, high: int, name: Namer) -> None:
    """Raise ProblemError for the first value that is not low..high."""
    wrong: npt.NDArray[np.bool_] = (values < low) | (values > high)
    if wrong.any():
        at = int(wrong.argmax())
        expected = f"{low} to {high}" if low <= high else "one that exists (there is none)"
        refuse(name(at), int(values[at]), expected)


def refuse_where(wrong: npt.NDArray[np.bool_], values: IntArray, expected: str, name: Namer) -> None:
    """Raise ProblemError for the first row that is wrong."""
    if wrong.any():
        at = int(wrong.argmax())
        refuse(name(at), int(values[at]), expected)


def refuse(place: tuple[str, int, str], value: object, expected: str) -> None:
    """Raise ProblemError."""
    kind, index, field = place
    raise ProblemError(kind=kind, index=index, field=field, value=value, expected=expected)
