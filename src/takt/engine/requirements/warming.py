"""Runs each kernel of the explosion once, on two items, so that its machine code is on disk."""

from fractions import Fraction

import numpy as np

from takt.engine.requirements.bills import Bills
from takt.engine.requirements.pegged import Demands, pegged
from takt.engine.requirements.phased import Plan
from takt.engine.requirements.policies import plain
from takt.engine.requirements.quantities import Integers
from takt.engine.requirements.summed import summed
from takt.engine.requirements.tracing import Wishes, trace


def warm() -> None:
    """Compile, or load, what explosion and net change run."""
    whole = np.ones(1, np.int64)
    bills: Bills[str] = Bills("ab", np.zeros(2, np.int64), whole - 1, whole, whole, whole)
    bills.replace(0, [(1, Fraction(1, 2))])
    demand: Integers = np.eye(2, 4, dtype=np.int64)
    summed(bills, demand[:, 0])
    pegged(bills, Demands(np.array([0, 1]), whole - 1, whole)).serves(1)
    plan = Plan(bills, demand, plain(2))
    plan.change_on_hand(0, 1)
    at = np.arange(2)
    trace(plan, Wishes(at, at, at, np.ones(2, np.int64)))
    plan.weeks(0)
