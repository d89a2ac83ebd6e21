"""The scheduling problem as flat arrays (III.3.3). Write ``assemble(...)`` to make one out of plain rows."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from takt.engine import validation
from takt.engine.bounds import flat
from takt.engine.intervals import LIMIT, NOTHING, IntArray, Intervals, whole_numbers
from takt.engine.weights import Weights

#: The due minute of a job that nobody waits for.
NO_DUE = LIMIT
#: In ``alternative_pools``: the alternative needs nobody. In ``Schedule.people``: nobody was assigned.
NOBODY = -1
#: In ``pinned_people``: whoever is best. (NOBODY there: nobody, as published.)
ANYBODY = -2
#: In ``pinned_machines`` and ``published_machines``: no machine is given.
ANY_MACHINE = -1
#: In ``pinned_starts`` and ``published_starts``: no minute is given. In ``fence``: there is none.
NO_MINUTE = -LIMIT - 1
#: In ``transfers``: the successor waits for the predecessor's end.
NO_TRANSFER = -1
#: In ``Resource.setup_group``: the machine is never set up.
NO_SETUP = -1

EMPTY = np.empty(0, np.int64)
EMPTY.setflags(write=False)


@dataclass(frozen=True, slots=True, eq=False)
class Resource:
    """A machine or a person: when it is open, and the slots that other orders have already adopted.

    ``occupied`` may reach beyond ``open`` (overtime, a night across which an operation rests); it is never
    touched. Machines that work the same shifts should share one ``Intervals`` object: it is then prepared
    only once. A machine with a ``setup_group`` is set up for one family at a time: for ``family`` at first,
    for ``occupied_families[i]`` after the i-th occupied slot (empty: family 0 after each)."""

    open: Intervals
    occupied: Intervals = field(default=NOTHING)
    setup_group: int = NO_SETUP
    family: int = 0
    occupied_families: IntArray = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True, eq=False)
class Tool:
    """A secondary resource (tool, gauge, crew) with ``capacity`` units (1 or more), there at any time.

    ``units[i]`` of them are taken in [starts[i], ends[i]): by other orders, or because they are away."""

    capacity: int
    starts: IntArray = field(default_factory=lambda: EMPTY)
    ends: IntArray = field(default_factory=lambda: EMPTY)
    units: IntArray = field(default_factory=lambda: EMPTY)

    def __post_init__(self) -> None:
        for name in ("starts", "ends", "units"):
            object.__setattr__(self, name, flat(f"tool.{name}", getattr(self, name)))


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """What is to be scheduled. All times are minutes from the caller's origin. Raises ProblemError,
    CyclicPrecedenceError.

    Operation ``i`` belongs to job ``operation_jobs[i]``, starts at ``releases[i]`` (material) or later, and
    has the alternatives ``alternative_offsets[i]`` up to ``alternative_offsets[i + 1]``. Alternative ``a``
    runs on machine ``alternative_machines[a]`` for ``alternative_minutes[a]`` working minutes (at least 1)
    and needs, during all of them, one person of ``pools[alternative_pools[a]]`` (NOBODY: none).

    Precedence ``k``: ``successors[k]`` starts ``lags[k]`` minutes of clock time (0 or more) after the end of
    ``predecessors[k]``, or later. With ``transfers[k]`` (0 or more) they overlap: the successor starts
    that long after the predecessor's START, when the first transfer batch is there, or later, and ends
    ``lags[k]`` after the predecessor's END, or later. A sequence that a planner pins is a precedence, too.

    ``due`` and ``priorities`` are per job; a priority is the weight of a minute's lateness (1 or more,
    larger matters more).

    Set-up: before an operation, its machine needs ``setups[group, family before, its family]`` of the machine's
    open minutes, any time between what was on it before and the start: set-up takes the machine, not the
    operation's person, may be done before the operation is ready, and is not part of start or end.

    Operation ``i`` takes ``need_units[k]`` of tool ``need_tools[k]`` from start to end, for each ``k`` from
    ``need_offsets[i]`` up to ``need_offsets[i + 1]``.

    Pinned operations keep machine, person and start as far as given. Operations whose
    ``published_starts`` lie before ``fence`` are frozen: they keep start, machine and person as published; nothing
    else starts before the fence. An operation with ``remaining_minutes`` (1 or more) is in progress on its
    pinned machine: it goes on from ``releases[i]``, in the first minute open to machine and person, needs no
    set-up and waits for nothing any more.
    Arrays after ``people`` may be left empty: then nothing of the kind is asked."""

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
    transfers: IntArray = field(default_factory=lambda: EMPTY)
    families: IntArray = field(default_factory=lambda: EMPTY)
    setups: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, 1, 1), np.int64))
    tools: tuple[Tool, ...] = ()
    need_offsets: IntArray = field(default_factory=lambda: EMPTY)
    need_tools: IntArray = field(default_factory=lambda: EMPTY)
    need_units: IntArray = field(default_factory=lambda: EMPTY)
    pinned_machines: IntArray = field(default_factory=lambda: EMPTY)
    pinned_people: IntArray = field(default_factory=lambda: EMPTY)
    pinned_starts: IntArray = field(default_factory=lambda: EMPTY)
    remaining_minutes: IntArray = field(default_factory=lambda: EMPTY)
    published_starts: IntArray = field(default_factory=lambda: EMPTY)
    published_machines: IntArray = field(default_factory=lambda: EMPTY)
    published_people: IntArray = field(default_factory=lambda: EMPTY)
    fence: int = NO_MINUTE
    weights: Weights = field(default_factory=Weights)

    def __post_init__(self) -> None:
        for name in validation.ARRAYS:
            object.__setattr__(self, name, flat(name, getattr(self, name)))
        for name, value in _PER_OPERATION.items():
            self._fill(name, self.operations, value)
        self._fill("transfers", self.predecessors.size, NO_TRANSFER)
        self._fill("need_offsets", self.operations + 1, 0)
        validation.refuse_wrong(self)

    def _fill(self, name: str, size: int, value: int) -> None:
        if not getattr(self, name).size:
            object.__setattr__(self, name, np.broadcast_to(np.int64(value), (size,)))

    @property
    def operations(self) -> int:
        """How many operations there are."""
        return int(self.operation_jobs.size)

    @property
    def jobs(self) -> int:
        """How many jobs there are."""
        return int(self.due.size)

    @property
    def in_progress(self) -> npt.NDArray[np.bool_]:
        """Per operation whether it has begun."""
        begun: npt.NDArray[np.bool_] = self.remaining_minutes > 0
        return begun

    @property
    def frozen(self) -> npt.NDArray[np.bool_]:
        """Per operation whether it was published to start before the fence, and therefore stays."""
        published = self.published_starts != NO_MINUTE
        frozen: npt.NDArray[np.bool_] = published & (self.published_starts < self.fence)
        return frozen & ~self.in_progress

    @property
    def starts_given(self) -> IntArray:
        """Per operation the minute at which it has to start: pinned or frozen; NO_MINUTE when it is free."""
        return np.where(self.frozen, self.published_starts, self.pinned_starts)


_PER_OPERATION = {
    "families": 0,
    "pinned_machines": ANY_MACHINE,
    "pinned_people": ANYBODY,
    "pinned_starts": NO_MINUTE,
    "remaining_minutes": 0,
    "published_starts": NO_MINUTE,
    "published_machines": ANY_MACHINE,
    "published_people": NOBODY,
}


def families_of(resource: Resource) -> IntArray:
    """For which family the machine is set up after each of its occupied slots."""
    given = whole_numbers(resource.occupied_families)
    return given if given is not None and given.size else np.zeros(len(resource.occupied), np.int64)
