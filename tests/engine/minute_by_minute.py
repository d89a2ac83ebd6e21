"""The rules of scheduling once more, as slowly and plainly as possible: sets of minutes, every start
tried."""

from takt.engine.intervals import Intervals
from takt.engine.problem import NOBODY, Problem
from takt.engine.schedule import Schedule

Row = tuple[int, int, int, int]  # start, end, machine, person


def minutes_of(intervals: Intervals) -> set[int]:
    pairs = zip(intervals.starts.tolist(), intervals.ends.tolist(), strict=True)
    return {minute for start, end in pairs for minute in range(start, end)}


class Shop:
    """Open and taken minutes of every machine and person."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.open = {("m", i): minutes_of(r.open) for i, r in enumerate(problem.machines)}
        self.open |= {("p", i): minutes_of(r.open) for i, r in enumerate(problem.people)}
        self.taken = {("m", i): minutes_of(r.occupied) for i, r in enumerate(problem.machines)}
        self.taken |= {("p", i): minutes_of(r.occupied) for i, r in enumerate(problem.people)}

    def users(self, machine: int, person: int) -> list[tuple[str, int]]:
        return [("m", machine)] + ([] if person == NOBODY else [("p", person)])

    def common(self, machine: int, person: int) -> set[int]:
        return set.intersection(*(self.open[user] for user in self.users(machine, person)))

    def choices(self, operation: int) -> list[tuple[int, int, int]]:
        """(machine, person, minutes) in the order of preference."""
        problem = self.problem
        low, high = problem.alternative_offsets[operation : operation + 2].tolist()
        return [
            (int(problem.alternative_machines[at]), person, int(problem.alternative_minutes[at]))
            for at in range(low, high)
            for person in self._pool(int(problem.alternative_pools[at]))
        ]

    def _pool(self, pool: int) -> tuple[int, ...]:
        return (NOBODY,) if pool == NOBODY else self.problem.pools[pool]

    def earliest(self, operation: int, ready: int) -> Row | None:
        """The first of all possible placements by end, then by minutes, then by preference."""
        found = []
        for preference, (machine, person, minutes) in enumerate(self.choices(operation)):
            span = self._first_span(machine, person, minutes, ready)
            if span:
                found.append((span[1], minutes, preference, (*span, machine, person)))
        return min(found)[-1] if found else None

    def _first_span(self, machine: int, person: int, minutes: int, ready: int) -> tuple[int, int] | None:
        common = sorted(minute for minute in self.common(machine, person) if minute >= ready)
        taken = set.union(*(self.taken[user] for user in self.users(machine, person)))
        for first in range(len(common) - minutes + 1):
            start, end = common[first], common[first + minutes - 1] + 1
            if taken.isdisjoint(range(start, end)):
                return start, end
        return None

    def take(self, row: Row) -> None:
        start, end, machine, person = row
        for user in self.users(machine, person):
            self.taken[user] |= set(range(start, end))


def rows_of(schedule: Schedule) -> list[Row]:
    columns = (schedule.starts, schedule.ends, schedule.machines, schedule.people)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def is_right(problem: Problem, schedule: Schedule) -> bool:
    """Whether a schedule keeps every rule, by counting minutes."""
    shop, rows = Shop(problem), rows_of(schedule)
    for operation, (start, end, machine, person) in enumerate(rows):
        span = set(range(start, end))
        allowed = {c[2] for c in shop.choices(operation) if c[:2] == (machine, person)}
        if not allowed or not span or start < problem.releases[operation]:
            return False
        worked = span & shop.common(machine, person)
        if len(worked) not in allowed or not {start, end - 1} <= worked:
            return False
        if any(shop.taken[user] & span for user in shop.users(machine, person)):
            return False
        shop.take((start, end, machine, person))
    edges = zip(
        problem.predecessors.tolist(), problem.successors.tolist(), problem.lags.tolist(), strict=True
    )
    return all(rows[after][0] >= rows[before][1] + lag for before, after, lag in edges)
