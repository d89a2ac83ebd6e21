"""The rules of scheduling once more, as slowly and plainly as possible: sets of minutes, every start
tried."""

from takt.engine.intervals import Intervals
from takt.engine.problem import ANY_MACHINE, ANYBODY, NO_MINUTE, NOBODY, Problem
from takt.engine.schedule import Schedule

Row = tuple[int, int, int, int]  # start, end, machine, person
FIRST, LAST = -300, 2000


def minutes_of(intervals: Intervals) -> set[int]:
    pairs = zip(intervals.starts.tolist(), intervals.ends.tolist(), strict=True)
    return {minute for start, end in pairs for minute in range(start, end)}


class Shop:
    """Open and taken minutes of every machine and person, units of tools in use, and who was on a machine when."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.open = {("m", i): minutes_of(r.open) for i, r in enumerate(problem.machines)}
        self.open |= {("p", i): minutes_of(r.open) for i, r in enumerate(problem.people)}
        self.taken = {("m", i): minutes_of(r.occupied) for i, r in enumerate(problem.machines)}
        self.taken |= {("p", i): minutes_of(r.occupied) for i, r in enumerate(problem.people)}
        self.line: list[list[tuple[int, int, int]]] = []  # by machine: start, end, family
        for machine in problem.machines:
            families = list(machine.occupied_families) or [0] * len(machine.occupied)
            spans = zip(machine.occupied.starts.tolist(), machine.occupied.ends.tolist(), strict=True)
            self.line.append([(*span, int(f)) for span, f in zip(spans, families, strict=True)])
        self.used = [
            {
                minute: sum(
                    int(u)
                    for s, e, u in zip(tool.starts, tool.ends, tool.units, strict=True)
                    if s <= minute < e
                )
                for minute in range(FIRST, LAST)
            }
            for tool in problem.tools
        ]

    def users(self, machine: int, person: int) -> list[tuple[str, int]]:
        return [("m", machine)] + ([] if person == NOBODY else [("p", person)])

    def common(self, machine: int, person: int) -> set[int]:
        return set.intersection(*(self.open[user] for user in self.users(machine, person)))

    def choices(self, operation: int) -> list[tuple[int, int, int]]:
        """(machine, person, minutes) in the order of preference, as far as pins allow."""
        problem = self.problem
        low, high = problem.alternative_offsets[operation : operation + 2].tolist()
        frozen = problem.frozen[operation]
        machine = (problem.published_machines if frozen else problem.pinned_machines)[operation]
        person = (problem.published_people if frozen else problem.pinned_people)[operation]
        rows = [
            (
                int(problem.alternative_machines[at]),
                each,
                int(problem.remaining_minutes[operation] or problem.alternative_minutes[at]),
            )
            for at in range(low, high)
            for each in self._pool(int(problem.alternative_pools[at]))
        ]
        return [r for r in rows if machine in (ANY_MACHINE, r[0]) and person in (ANYBODY, r[1])]

    def _pool(self, pool: int) -> tuple[int, ...]:
        return (NOBODY,) if pool == NOBODY else self.problem.pools[pool]

    def earliest(self, operation: int, ready: int, end_from: int = FIRST) -> Row | None:
        """The first of all possible placements by end, then by minutes, then by preference."""
        found = []
        for preference, (machine, person, minutes) in enumerate(self.choices(operation)):
            span = self._first_span(
                operation, (machine, person), minutes, max(ready, self.problem.fence), end_from
            )
            if span:
                found.append((span[1], minutes, preference, (*span, machine, person)))
        return min(found)[-1] if found else None

    def _first_span(
        self, operation: int, where: tuple[int, int], minutes: int, ready: int, end_from: int
    ) -> tuple[int, int] | None:
        common = sorted(minute for minute in self.common(*where) if minute >= ready)
        for first in range(len(common) - minutes + 1):
            start, end = common[first], common[first + minutes - 1] + 1
            if end >= end_from and self.is_free(operation, (start, end, *where)):
                return start, end
        return None

    def going_on(self, operation: int) -> Row | None:
        """Where an operation in progress goes on: at once, with whoever ends it first."""
        found = []
        for preference, (machine, person, minutes) in enumerate(self.choices(operation)):
            later = sorted(m for m in self.common(machine, person) if m >= self.problem.releases[operation])
            row = (later[0], later[minutes - 1] + 1, machine, person) if len(later) >= minutes else None
            if row and self.is_free(operation, row):
                found.append((row[1], preference, row))
        return min(found)[-1] if found else None

    def is_free(self, operation: int, row: Row) -> bool:
        """Whether machine, person and tools are free, and the machine can be set up before and after."""
        start, end, machine, person = row
        span = range(start, end)
        if any(not self.taken[user].isdisjoint(span) for user in self.users(machine, person)):
            return False
        if any(
            self.used[t][m] + u > self.problem.tools[t].capacity
            for t, u in self.needs(operation)
            for m in span
        ):
            return False
        return self._set_up(operation, start, end, machine)

    def needs(self, operation: int) -> list[tuple[int, int]]:
        low, high = self.problem.need_offsets[operation : operation + 2].tolist()
        return [(int(self.problem.need_tools[k]), int(self.problem.need_units[k])) for k in range(low, high)]

    def _set_up(self, operation: int, start: int, end: int, machine: int) -> bool:
        resource, family = self.problem.machines[machine], int(self.problem.families[operation])
        if resource.setup_group < 0:
            return True
        setups = self.problem.setups[resource.setup_group]
        before = max((each for each in self.line[machine] if each[1] <= start), default=None)
        after = min((each for each in self.line[machine] if each[0] >= end), default=None)
        low, last = (before[1], before[2]) if before else (FIRST, resource.family)
        mine = self.open["m", machine]
        if (
            not self.problem.in_progress[operation]
            and len(mine & set(range(low, start))) < setups[last, family]
        ):
            return False
        return after is None or len(mine & set(range(end, after[0]))) >= setups[family, after[2]]

    def take(self, operation: int, row: Row) -> None:
        start, end, machine, person = row
        for user in self.users(machine, person):
            self.taken[user] |= set(range(start, end))
        self.line[machine].append((start, end, int(self.problem.families[operation])))
        for tool, units in self.needs(operation):
            for minute in range(start, end):
                self.used[tool][minute] += units


def rows_of(schedule: Schedule) -> list[Row]:
    columns = (schedule.starts, schedule.ends, schedule.machines, schedule.people)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def readiness(problem: Problem, operation: int, rows: dict[int, Row]) -> tuple[int, int]:
    """From when on an operation may start, and the minute before which it may not end."""
    ready, end_from = int(problem.releases[operation]), FIRST
    columns = (problem.predecessors, problem.successors, problem.lags, problem.transfers)
    for before, after, lag, transfer in zip(*(column.tolist() for column in columns), strict=True):
        if after != operation or before not in rows or problem.in_progress[operation]:
            continue
        if transfer < 0:
            ready = max(ready, rows[before][1] + lag)
        else:
            ready = max(ready, rows[before][0] + transfer)
            end_from = max(end_from, rows[before][1] + lag)
    return ready, end_from


def is_right(problem: Problem, schedule: Schedule) -> bool:
    """Whether a schedule keeps every rule, by counting minutes."""
    shop, rows = Shop(problem), rows_of(schedule)
    for operation, row in sorted(enumerate(rows), key=lambda each: each[1]):
        start, end, machine, person = row
        span = set(range(start, end))
        allowed = {c[2] for c in shop.choices(operation) if c[:2] == (machine, person)}
        ready, end_from = readiness(problem, operation, dict(enumerate(rows)))
        if (
            not allowed
            or not span
            or start < ready
            or end < end_from
            or not _when(problem, shop, operation, row)
        ):
            return False
        worked = span & shop.common(machine, person)
        if len(worked) not in allowed or not {start, end - 1} <= worked or not shop.is_free(operation, row):
            return False
        shop.take(operation, row)
    return True


def _when(problem: Problem, shop: Shop, operation: int, row: Row) -> bool:
    """Fence, pinned and published starts, and work in progress."""
    start, given = row[0], int(problem.starts_given[operation])
    if problem.in_progress[operation]:
        later = [m for m in shop.common(row[2], row[3]) if m >= problem.releases[operation]]
        return start == min(later)
    if given != NO_MINUTE and start != given:
        return False
    return bool(start >= problem.fence or problem.frozen[operation])
