"""The one door of the shop searches: a list schedule, search until the budget is spent, the independent check."""

from dataclasses import dataclass
from typing import Any, Literal

from takt.engine.shop.budget import Budget
from takt.engine.shop.checking import check
from takt.engine.shop.instances import InstanceError, shop_of
from takt.engine.shop.makespan import shortest
from takt.engine.shop.sequences import empty_sequences, line_up
from takt.engine.shop.tardiness import least_tardy

Objective = Literal["makespan", "tardiness"]


@dataclass(frozen=True)
class Answer:
    """A checked schedule; operations numbered job by job, minutes whole."""

    name: str
    makespan: int
    weighted_tardiness: int
    seconds: float
    work: int  #: moves that the search made
    starts: list[int]
    machines: list[int]

    def as_dict(self) -> dict[str, Any]:
        """What ``takt solve`` writes."""
        return {
            "name": self.name,
            "makespan": self.makespan,
            "weighted_tardiness": self.weighted_tardiness,
            "seconds": round(self.seconds, 3),
            "work": self.work,
            "starts": self.starts,
            "machines": self.machines,
        }


def solve(instance: dict[str, Any], objective: Objective, budget: Budget, seed: int) -> Answer:
    """The best schedule found within the budget, by the independent check without fault.

    Raises InstanceError when a field is wrong or, for tardiness, due dates are missing, and BrokenScheduleError when
    the schedule breaks a rule: then the search is wrong, and nothing leaves it."""
    shop = shop_of(instance)
    if objective == "tardiness" and not shop.has_due_dates:
        raise InstanceError(
            shop.name, "due", instance.get("due"), "one due date a job, for --objective tardiness"
        )
    lineup = (shortest if objective == "makespan" else least_tardy)(shop, budget, seed)
    plan = empty_sequences(shop.arrays)
    line_up(shop.arrays, plan, lineup)
    starts, machines = plan.start[:-1].tolist(), lineup.machine.tolist()
    makespan, tardiness = check(instance, starts, machines)
    return Answer(shop.name, makespan, tardiness, budget.spent_seconds, budget.spent_work, starts, machines)
