"""One item's material plan as a person reads it: week by week, from stock to planned orders."""

from dataclasses import dataclass

from takt.engine.requirements.netting import Needs, Supply, lot
from takt.engine.requirements.policies import Policies


@dataclass(frozen=True, slots=True)
class Week:
    """In units. ``available``: projected on hand at the week's end; ``planned``: the planned order to be received
    in the week, in so many ``orders``; ``late``: its part that should have been released before week 0;
    ``released``: planned orders to be released in the week."""

    gross: int
    scheduled: int
    available: int
    planned: int
    orders: int
    late: int
    released: int


def weeks_of(item: int, policies: Policies, supply: Supply, needs: Needs) -> list[Week]:
    """The item's weeks."""
    lead, least, multiple, safety, fixed = (int(column[item]) for column in policies)
    available = int(supply.on_hand[item])
    found = []
    for week, gross in enumerate(needs.gross[item].tolist()):
        scheduled = scheduled_in(supply, item, week)
        missing = safety + gross - available - scheduled
        planned = lot(missing, least, multiple) if missing > 0 else 0
        available += scheduled + planned - gross
        orders = planned // multiple if fixed else int(planned > 0)
        late = planned if week < lead else 0
        released = int(needs.releases[item, week])
        found.append(Week(gross, scheduled, available, planned, orders, late, released))
    return found


def scheduled_in(supply: Supply, item: int, week: int) -> int:
    """What is scheduled to come in a week."""
    row = int(supply.row[item])
    return int(supply.receipts[row, week]) if row >= 0 else 0
