"""The same problem with some fields replaced."""

from typing import Any

from takt.engine.problem import Problem


def with_fields(problem: Problem, **fields: object) -> Problem:
    """A problem like ``problem`` but for ``fields``. Raises ProblemError, CyclicPrecedenceError."""
    fresh: dict[str, Any] = {name: getattr(problem, name) for name in Problem.__slots__}
    return Problem(**(fresh | fields))
