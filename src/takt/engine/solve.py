"""The one door of the engine."""

from takt.engine.check import violations
from takt.engine.errors import ScheduleRefusedError
from takt.engine.problem import Problem
from takt.engine.schedule import Schedule


def solve(problem: Problem) -> Schedule:
    """A schedule that has passed the independent check: as early as possible, or just in time when the weights
    ask for it.

    Raises NotPlaceableError when the calendars leave no slot for an operation, and ScheduleRefusedError
    when the schedule breaks a rule: then the engine is wrong, and nothing leaves it."""
    from takt.engine.dispatch import dispatch  # noqa: PLC0415  # brings the compiler: only who solves pays

    return checked(problem, dispatch(problem))


def checked(problem: Problem, schedule: Schedule) -> Schedule:
    """The same schedule, when it breaks no rule: for schedules that come from elsewhere. Raises
    ScheduleRefusedError."""
    broken = tuple(violations(problem, schedule))
    if broken:
        raise ScheduleRefusedError(count=len(broken), violations=broken)
    return schedule
