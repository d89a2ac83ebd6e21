"""Reading and writing instances: gzip'd or plain JSON lines, one instance a line.

``name``, ``machines`` (a count), ``jobs`` (a list of jobs; a job lists its operations in order; an operation lists
its alternatives ``[machine, minutes]``, machines from 0), and where the instance has them ``due``, ``weight`` and
``release`` (one number a job) and ``setup`` (``[machine][from operation][to operation]``).
"""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TextIO, cast

import numpy as np

from takt.engine.errors import EngineError, gettext_noop
from takt.engine.shop.shop import Shop, arrays_of

LONGEST = 2**40  # minutes; sums of them stay far below what 64 bits hold


class InstanceError(EngineError):
    """A file or a field of an instance is wrong. Facts: ``where``, ``field``, ``value``, ``expected``."""

    code = "engine_instance"
    sentence = gettext_noop("%(where)s: %(field)s is %(value)s, expected %(expected)s.")

    def __init__(self, where: str, field: str, value: object, expected: str) -> None:
        shown = json.dumps(value, default=str, ensure_ascii=False)
        shown = shown if len(shown) <= 60 else shown[:57] + "..."
        super().__init__(where=where, field=field, value=shown, expected=expected)


def read_instance(path: Path, name: str | None = None) -> dict[str, Any]:
    """The instance called ``name``, or the file's only one. Raises InstanceError and OSError."""
    names = []
    found = None
    for instance in _lines(path):
        names.append(str(instance.get("name")))
        if found is None and name in (None, names[-1]):
            found = instance
    if found is None or (name is None and len(names) > 1):
        listed = ", ".join(names[:8]) + (", ..." if len(names) > 8 else "")
        raise InstanceError(
            path.name, "name", name, f"one of: {listed}" if names else "a file with instances"
        )
    return found


def write_instance(path: Path, instance: dict[str, Any]) -> None:
    """One instance a file; gzip'd when the name ends in .gz."""
    with _opened(path, "wt") as file:
        file.write(json.dumps(instance, separators=(",", ":")) + "\n")


def shop_of(instance: dict[str, Any]) -> Shop:
    """The instance as arrays. Raises InstanceError at the first field that is wrong."""
    name = str(instance.get("name") or "?")
    machines = instance.get("machines")
    if not _is_whole(machines, 1, 10**6):
        raise InstanceError(name, "machines", machines, "a whole number from 1")
    jobs = _jobs(name, instance.get("jobs"), cast("int", machines))
    per_job = {f: _one_a_job(name, f, instance.get(f), len(jobs)) for f in ("due", "weight", "release")}
    setup = _setup(name, instance.get("setup"), cast("int", machines), sum(map(len, jobs)))
    arrays = arrays_of(jobs, cast("int", machines), setup=setup, **per_job)
    return Shop(name, arrays, bool(instance.get("due")), str(instance.get("family") or ""))


@contextmanager
def _opened(path: Path, mode: Literal["rt", "wt"]) -> Iterator[TextIO]:
    if path.suffix == ".gz":
        with gzip.open(path, mode, encoding="utf-8") as packed:
            yield cast("TextIO", packed)
    else:
        with path.open(mode, encoding="utf-8") as plain:
            yield cast("TextIO", plain)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    number = 0
    try:
        with _opened(path, "rt") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    instance = json.loads(line)
                    if not isinstance(instance, dict):
                        raise InstanceError(path.name, f"line {number}", instance, "an object with jobs")
                    yield instance
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise InstanceError(path.name, f"line {number + 1}", str(error), "one JSON object a line") from error
    except (gzip.BadGzipFile, EOFError) as error:
        raise InstanceError(path.name, "the file", str(error), "whole gzip'd JSON lines") from error


def _is_whole(value: object, least: int, most: int = LONGEST) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _jobs(name: str, jobs: object, machines: int) -> list[list[list[tuple[int, int]]]]:
    if not isinstance(jobs, list) or not jobs:
        raise InstanceError(name, "jobs", jobs, "a list of jobs, at least one")
    read = []
    for j, job in enumerate(jobs):
        if not isinstance(job, list) or not job:
            raise InstanceError(name, f"jobs[{j}]", job, "a list of operations, at least one")
        read.append([_operation(name, f"jobs[{j}][{k}]", o, machines) for k, o in enumerate(job)])
    return read


def _operation(name: str, field: str, operation: object, machines: int) -> list[tuple[int, int]]:
    if not isinstance(operation, list) or not operation:
        raise InstanceError(name, field, operation, "a list of alternatives [machine, minutes], at least one")
    for a, alternative in enumerate(operation):
        if not isinstance(alternative, (list, tuple)) or len(alternative) != 2:
            raise InstanceError(name, f"{field}[{a}]", alternative, "a pair [machine, minutes]")
        if not _is_whole(alternative[0], 0, machines - 1):
            raise InstanceError(
                name, f"{field}[{a}] machine", alternative[0], f"a whole number from 0 to {machines - 1}"
            )
        if not _is_whole(alternative[1], 0):
            raise InstanceError(name, f"{field}[{a}] minutes", alternative[1], "a whole number from 0")
    return [(m, p) for m, p in operation]


def _one_a_job(name: str, field: str, values: object, jobs: int) -> list[int] | None:
    if values is None:
        return None
    if not isinstance(values, list) or len(values) != jobs:
        raise InstanceError(name, field, values, f"a list of {jobs} numbers, one a job")
    for j, value in enumerate(values):
        if not _is_whole(value, 0):
            raise InstanceError(name, f"{field}[{j}]", value, "a whole number from 0")
    return values


def _setup(name: str, setup: object, machines: int, operations: int) -> np.ndarray[Any, Any] | None:
    if not setup:
        return None
    shape = (machines, operations, operations)
    try:
        matrix = np.array(setup)
    except ValueError:
        matrix = np.zeros(0)
    if matrix.shape != shape or matrix.dtype.kind != "i" or matrix.min() < 0:
        raise InstanceError(
            name, "setup", setup, f"whole numbers from 0, [machine][from][to] = {list(shape)}"
        )
    return np.ascontiguousarray(matrix, np.int64)
