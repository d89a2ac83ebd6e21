"""The scheduling problem as flat arrays (III.3.3). Write ``assemble(...)`` to make one out of plain rows."""

from dataclasses import dataclass, field

from takt.engine import validation
from takt.engine.intervals import LIMIT, NOTHING, IntArray, Intervals

#: The due minute of a job that nobody waits for.
NO_DUE = LIMIT
#: In ``alternative_pools``: the alternative needs nobody. In ``Schedule.people``: nobody was assigned.
NOBODY = -1


@dataclass(frozen=True, slots=True, eq=False)
class Resource:
    """A machine or a person: when it is open, and the slots that other orders have already adopted.

    ``occupied`` may reach beyond ``open`` (overtime, a night across which an operation rests); it is never
    touched. Machines that work the same shifts should share one ``Intervals`` object: it is then prepared
    only once."""

    open: Intervals
    occupied: Intervals = field(default=NOTHING)


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """What is to be scheduled. All times are minutes from the caller's origin. Raises ProblemError,
    CyclicPrecedenceError.

    Operation ``i`` belongs to job ``operation_jobs[i]``, starts at ``releases[i]`` (material) or later, and
    has the alternatives ``alternative_offsets[i]`` up to ``alternative_offsets[i + 1]``. Alternative ``a``
    runs on machine ``alternative_machines[a]`` for ``alternative_minutes[a]`` working minutes (set-up and
    run, at least 1) and needs, during all of them, one person of ``pools[alternative_pools[a]]`` (NOBODY:
    none). Precedence ``k``: ``successors[k]`` starts ``lags[k]`` minutes of clock time (0 or more) after
    the end of ``predecessors[k]``, or later. ``due`` and ``priorities`` are per job; a priority is the
    weight of a minute's lateness (1 or more, larger matters more)."""

    operation_jobs: IntArray
    releases: IntArray
    alternative_offsets: IntArray
    alternative_machines: IntArray
    alternative_minutes: IntArray
    alternative_pools: IntArray
    pools: tuple[tuple[int, ...], ...]
    predecessors: IntArray
    successors: IntArray
    lags: IntArray
    due: IntArray
    priorities: IntArray
    machines: tuple[Resource, ...]
    people: tuple[Resource, ...]

    def __post_init__(self) -> None:
        for name in validation.ARRAYS:
            object.__setattr__(self, name, validation.flat(name, getattr(self, name)))
        validation.refuse_wrong(self)

    @property
    def operations(self) -> int:
        """How many operations there are."""
        return int(self.operation_jobs.size)

    @property
    def jobs(self) -> int:
        """How many jobs there are."""
        return int(self.due.size)
