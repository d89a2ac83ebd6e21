"""What a planner wants, as data: how much each minute counts in a schedule's cost."""

from typing import NamedTuple


class Weights(NamedTuple):
    """Cost of one minute (or one machine changed) each; 0: does not matter. Whole numbers, 0 or more.

    ``tardiness`` is multiplied by the job's priority. ``earliness`` above 0 also asks for just in time: work
    is moved as late as its due dates allow."""

    tardiness: int = 1  # per minute that a job ends after it is due, times its priority
    earliness: int = 0  # per minute that a job ends before it is due: stock
    setup: int = 0  # per minute of set-up
    makespan: int = 0  # per minute until the last operation ends
    shift: int = 0  # per minute by which a published operation starts earlier or later than published
    machine_change: int = 0  # per published operation that leaves its machine
