"""Runs each kernel of the shop searches once, on small shops, so that its machine code is on disk."""

from takt.engine.shop.budget import Budget
from takt.engine.shop.generating import make_to_order
from takt.engine.shop.solving import solve


def warm() -> None:
    """Compile, or load, what ``takt solve`` runs."""
    shop = make_to_order(40, seed=1, tightness=0.3)
    for objective in ("makespan", "tardiness"):
        solve(
            shop, "makespan" if objective == "makespan" else "tardiness", Budget(600.0, work=60_000), seed=1
        )
