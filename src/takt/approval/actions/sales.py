"""III.2.3: sales reviews what a colleague entered."""

from takt.approval.models import Stage, Verdict
from takt.approval.reviewing import Judgement, judged, write_down
from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.shapes import Text
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import OrderState


@action("III.2.3", by=Department.SALES, while_in={OrderState.CONFIRMED})
def sales(order: Order, *, by: Person, verdict: Verdict = Verdict.APPROVE, reason: Text = "") -> None:
    """Sales, but not who entered the order, approves, returns or refuses it."""
    seen = judged(order, by, Stage.SALES, verdict, reason)
    write_down(order, by, seen, Judgement(Stage.SALES, verdict, reason))
